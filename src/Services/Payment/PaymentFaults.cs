using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using OpenFeature;
using Oteldemo;

namespace OtelShop.Payments;

/// <summary>Decides which charges fail by <c>paymentFailure</c>.</summary>
internal sealed class PaymentFaults(IFeatureClient flags, Random random, ILogger<PaymentFaults> logger)
{
    /// <returns>Message for the caller; null when the charge may go on.</returns>
    public async Task<string?> FailureOfAsync(ChargeRequest request, Activity? span, CancellationToken cancellationToken)
    {
        var probability = await flags.GetDoubleValueAsync("paymentFailure", 0, cancellationToken: cancellationToken);
        // A NaN probability must fail no charge.
        if (!(Draw(request.IdempotencyKey) < probability))
            return null;

        PaymentTelemetry.FailedOnPurpose(span);
        logger.ChargeFailsOnPurpose(PaymentTelemetry.FailingLoyaltyLevel, probability);
        return $"Payment request failed. Invalid token. {PaymentTelemetry.LoyaltyLevel}={PaymentTelemetry.FailingLoyaltyLevel}";
    }

    /// <summary>
    /// A number from 0 to below 1. The same order gets the same one each time: if a repeated charge were decided afresh, a caller that
    /// asks twice would make 25 % of 50 %.
    /// </summary>
    private double Draw(string key)
    {
        if (key.Length == 0)
            return random.NextDouble();

        var bits = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        // The 53 bits that a double holds exactly, so that the largest does not round up to 1.
        return (bits >> 11) * (1.0 / (1UL << 53));
    }
}
