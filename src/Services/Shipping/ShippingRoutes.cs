using System.Text.Json;
using Oteldemo;
using OtelShop.ServiceDefaults;

namespace OtelShop.Shippings;

/// <summary>Upstream's HTTP routes. Replies use snake_case; requests may also use camelCase.</summary>
internal static class ShippingRoutes
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void MapShippingRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/get-quote", GetQuoteAsync);
        routes.MapPost("/ship-order", ShipOrderAsync);
    }

    private static async Task<IResult> GetQuoteAsync(HttpRequest request, ShippingHandler handler, CancellationToken cancellationToken)
    {
        var cost = await handler.QuoteAsync(await request.ReadMessageAsync<GetQuoteRequest>(cancellationToken), cancellationToken);
        return Results.Json(new { CostUsd = new { cost.CurrencyCode, cost.Units, cost.Nanos } }, Json);
    }

    private static async Task<IResult> ShipOrderAsync(HttpRequest request, ShippingHandler handler, CancellationToken cancellationToken)
    {
        var trackingId = await handler.ShipAsync(await request.ReadMessageAsync<ShipOrderRequest>(cancellationToken), cancellationToken);
        return Results.Json(new { TrackingId = trackingId }, Json);
    }
}
