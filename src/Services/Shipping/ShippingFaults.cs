using OpenFeature;
using OpenFeature.Constant;
using Oteldemo;
using OtelShop.FaultInjection;

namespace OtelShop.Shippings;

/// <summary>Delays shipments to other countries by the seconds that <c>intlShippingSlowdown</c> sets.</summary>
internal sealed class ShippingFaults(IFeatureClient flags, TimeProvider clock, ILogger<ShippingFaults> logger)
{
    private const string Flag = "intlShippingSlowdown";

    public async Task DelayAsync(Address address, CancellationToken cancellationToken)
    {
        if (IsDomestic(address.Country))
            return;

        var evaluation = await flags.GetIntegerDetailsAsync(Flag, 0, cancellationToken: cancellationToken);
        if (evaluation.ErrorType is ErrorType.None)
            logger.FlagEvaluated(Flag, evaluation.Variant, evaluation.Value);
        else
            logger.FlagNotEvaluated(Flag, evaluation.ErrorType, evaluation.ErrorMessage);
        if (evaluation.Value <= 0)
            return;

        logger.InternationalSlowdown(evaluation.Value);
        await flags.PauseAsync(Flag, TimeSpan.FromSeconds(evaluation.Value), clock, cancellationToken);
    }

    private static bool IsDomestic(string country) =>
        country.Trim().ToUpperInvariant() is "US" or "USA" or "UNITED STATES" or "UNITED STATES OF AMERICA";
}
