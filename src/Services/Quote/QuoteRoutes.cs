using System.Text.Json;
using System.Text.Json.Serialization;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Quotes;

/// <summary>Upstream's HTTP route: <c>{"numberOfItems": 3}</c> returns the bare number <c>26.97</c>.</summary>
internal static class QuoteRoutes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowReadingFromString };

    public static void MapQuoteRoutes(this IEndpointRouteBuilder routes) => routes.MapPost("/getquote", GetQuoteAsync);

    private static async Task<IResult> GetQuoteAsync(HttpRequest request, QuoteCalculator calculator, CancellationToken cancellationToken)
    {
        var numberOfItems = await ReadNumberAsync(request, cancellationToken);
        var total = calculator.Calculate(numberOfItems, "numberOfItems");

        // Compat: no trailing zeros, so 100 items cost 899 and not 899.00.
        return Results.Text(total.ToString("0.##"), "application/json");
    }

    private static async Task<int> ReadNumberAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            // Compat: upstream ignores the content type.
            var body = await JsonSerializer.DeserializeAsync<QuoteBody>(request.Body, Json, cancellationToken);
            return body?.NumberOfItems ?? throw new InvalidRequestException("numberOfItems", "is missing");
        }
        catch (JsonException error)
        {
            var field = error.Path is "$.numberOfItems" ? "numberOfItems" : "body";
            throw new InvalidRequestException(field, "must be JSON with a whole number: {\"numberOfItems\": 3}");
        }
    }

    private sealed record QuoteBody(int? NumberOfItems);
}
