using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.Collections;
using Grpc.Core;
using Oteldemo;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Shippings;

/// <summary>Quotes and ships for the gRPC service and the HTTP routes.</summary>
internal sealed class ShippingHandler(
    Oteldemo.QuoteService.QuoteServiceClient quotes, ShippingFaults faults, ShippingTelemetry telemetry, ILogger<ShippingHandler> logger)
{
    // The quote service takes the sum of the quantities as an int.
    private const int MaxQuantity = 1_000_000;
    private const int MaxKeyLength = 128;
    private const string TrackingNamespace = "otelshop.shipping";

    /// <exception cref="InvalidRequestException">Items or address are missing or invalid.</exception>
    /// <exception cref="UnavailableException">The quote service does not answer.</exception>
    public async Task<Money> QuoteAsync(GetQuoteRequest request, CancellationToken cancellationToken)
    {
        var violations = new FieldViolations();
        var quantity = SumQuantities(request.Items, violations);
        // Compat: a quote needs no address, because the price does not depend on it. A given address must be valid.
        if (request.Address is { } address)
            Check(address, violations);
        violations.ThrowIfAny();

        logger.QuoteRequested(quantity);
        var cost = await RequestQuoteAsync(quantity, cancellationToken);
        logger.QuoteReceived(ShippingTelemetry.QuoteReceived(cost));
        return cost;
    }

    /// <exception cref="InvalidRequestException">Items or address are missing or invalid.</exception>
    public async Task<string> ShipAsync(ShipOrderRequest request, CancellationToken cancellationToken)
    {
        var violations = new FieldViolations();
        var quantity = SumQuantities(request.Items, violations);
        if (request.Address is { } address)
            Check(address, violations);
        else
            violations.Add("address", "is missing");
        violations.Require(request.IdempotencyKey.Length <= MaxKeyLength, "idempotency_key", $"must have at most {MaxKeyLength} characters");
        violations.ThrowIfAny();

        // Delay before the shipment: a caller that cancels during the delay has nothing shipped.
        await faults.DelayAsync(request.Address, cancellationToken);
        var trackingId = request.IdempotencyKey.Length > 0 ? TrackingIdOf(request.IdempotencyKey) : Guid.NewGuid().ToString();
        telemetry.Shipped(quantity);
        logger.TrackingIdCreated(trackingId);
        return trackingId;
    }

    // RFC 9562, UUID version 8: a key names its parcel in every replica and after a restart, without a store.
    private static string TrackingIdOf(string key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{TrackingNamespace}:{key}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private async Task<Money> RequestQuoteAsync(int quantity, CancellationToken cancellationToken)
    {
        try
        {
            var quote = await quotes.CalculateQuoteAsync(new CalculateQuoteRequest { NumberOfItems = quantity }, cancellationToken: cancellationToken);
            return quote.CostUsd;
        }
        catch (RpcException error) when (error.StatusCode is not (StatusCode.Cancelled or StatusCode.DeadlineExceeded))
        {
            throw new UnavailableException("The quote service does not answer.", error);
        }
    }

    private static int SumQuantities(RepeatedField<CartItem> items, FieldViolations violations)
    {
        violations.Require(items.Count > 0, "items", "must not be empty");
        var quantity = 0L;
        for (var index = 0; index < items.Count; index++)
        {
            var item = items[index];
            violations
                .Require(item.ProductId.Length > 0, $"items[{index}].product_id", "is missing")
                .Require(item.Quantity > 0, $"items[{index}].quantity", "must be positive");
            quantity += item.Quantity;
        }

        violations.Require(quantity <= MaxQuantity, "items", $"must have at most {MaxQuantity} items in total");
        return (int)Math.Clamp(quantity, 0, MaxQuantity);
    }

    // Many countries have no states or zip codes, so both may be empty.
    private static void Check(Address address, FieldViolations violations) => violations
        .Require(!string.IsNullOrWhiteSpace(address.StreetAddress), "address.street_address", "is missing")
        .Require(!string.IsNullOrWhiteSpace(address.City), "address.city", "is missing")
        .Require(!string.IsNullOrWhiteSpace(address.Country), "address.country", "is missing");
}
