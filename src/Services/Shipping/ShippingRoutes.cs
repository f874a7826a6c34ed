using System.Text.Json;
using Oteldemo;
using OtelShop.ServiceDefaults;

namespace OtelShop.Shippings;

/// <summary>Upstream's HTTP form of the service; names in snake_case, and in camelCase when read.</summary>
internal static class ShippingRoutes
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void MapShippingRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/get-quote", GetQuoteAsync);
        routes.MapPost("/ship-order", ShipOrderAsync);
    }

    private static async Task<IResult> GetQuoteAsync(HttpRequest request, ShippingDesk desk, CancellationToken cancellationToken)
    {
        var cost = await desk.QuoteAsync(await request.ReadMessageAsync<GetQuoteRequest>(cancellationToken), cancellationToken);
        return Results.Json(new { CostUsd = new { cost.CurrencyCode, cost.Units, cost.Nanos } }, Json);
    }

    private static async Task<IResult> ShipOrderAsync(HttpRequest request, ShippingDesk desk, CancellationToken cancellationToken)
    {
        var trackingId = await desk.ShipAsync(await request.ReadMessageAsync<ShipOrderRequest>(cancellationToken), cancellationToken);
        return Results.Json(new { TrackingId = trackingId }, Json);
    }
}
