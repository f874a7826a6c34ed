using Google.Protobuf.Collections;
using Grpc.Core;
using Oteldemo;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Shippings;

/// <summary>What both the gRPC service and the HTTP routes offer.</summary>
internal sealed class ShippingDesk(
    Oteldemo.QuoteService.QuoteServiceClient quotes, ShippingFaults faults, ShippingTelemetry telemetry, ILogger<ShippingDesk> logger)
{
    // Keeps the sum of all quantities far inside what a quote can be asked for.
    private const int MostPieces = 1_000_000;

    /// <exception cref="InvalidRequestException">Items or address are missing or wrong.</exception>
    /// <exception cref="UnavailableException">The quote service does not answer.</exception>
    public async Task<Money> QuoteAsync(GetQuoteRequest request, CancellationToken cancellationToken)
    {
        var violations = new FieldViolations();
        var pieces = CountPieces(request.Items, violations);
        // Compat: a quote needs no address, because the price does not depend on it; one that is given has to be right.
        if (request.Address is { } address)
            Check(address, violations);
        violations.ThrowIfAny();

        logger.QuoteRequested(pieces);
        var cost = await AskQuoteServiceAsync(pieces, cancellationToken);
        ShippingTelemetry.QuoteReceived(cost);
        logger.QuoteReceived(cost.Units, cost.Nanos);
        return cost;
    }

    /// <exception cref="InvalidRequestException">Items or address are missing or wrong.</exception>
    public async Task<string> ShipAsync(ShipOrderRequest request, CancellationToken cancellationToken)
    {
        var violations = new FieldViolations();
        var pieces = CountPieces(request.Items, violations);
        if (request.Address is { } address)
            Check(address, violations);
        else
            violations.Add("address", "is missing");
        violations.ThrowIfAny();

        // Whoever gives up meanwhile has nothing shipped.
        await faults.HoldUpAsync(request.Address, cancellationToken);
        var trackingId = Guid.NewGuid().ToString();
        telemetry.Shipped(pieces);
        logger.TrackingIdCreated(trackingId);
        return trackingId;
    }

    private async Task<Money> AskQuoteServiceAsync(int pieces, CancellationToken cancellationToken)
    {
        try
        {
            var quote = await quotes.CalculateQuoteAsync(new CalculateQuoteRequest { NumberOfItems = pieces }, cancellationToken: cancellationToken);
            return quote.CostUsd;
        }
        catch (RpcException error) when (error.StatusCode is not (StatusCode.Cancelled or StatusCode.DeadlineExceeded))
        {
            throw new UnavailableException("The quote service does not answer.", error);
        }
    }

    private static int CountPieces(RepeatedField<CartItem> items, FieldViolations violations)
    {
        violations.Require(items.Count > 0, "items", "must name something to ship");
        var pieces = 0L;
        for (var index = 0; index < items.Count; index++)
        {
            var item = items[index];
            violations
                .Require(item.ProductId.Length > 0, $"items[{index}].product_id", "is missing")
                .Require(item.Quantity > 0, $"items[{index}].quantity", "must be positive");
            pieces += item.Quantity;
        }

        violations.Require(pieces <= MostPieces, "items", $"must be at most {MostPieces} pieces");
        return (int)Math.Clamp(pieces, 0, MostPieces);
    }

    // State and zip code may be empty: many countries have no such thing.
    private static void Check(Address address, FieldViolations violations) => violations
        .Require(!string.IsNullOrWhiteSpace(address.StreetAddress), "address.street_address", "is missing")
        .Require(!string.IsNullOrWhiteSpace(address.City), "address.city", "is missing")
        .Require(!string.IsNullOrWhiteSpace(address.Country), "address.country", "is missing");
}
