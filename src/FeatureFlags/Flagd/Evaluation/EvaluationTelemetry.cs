using System.Diagnostics;
using System.Diagnostics.Metrics;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Evaluation;

/// <summary>Counts evaluations under flagd's metric names and sets attributes of the request's span.</summary>
internal sealed class EvaluationTelemetry
{
    private const string Provider = "flagd";
    private const string KeyTag = "feature_flag.key";
    private const string ProviderTag = "feature_flag.provider.name";
    private const string VariantTag = "feature_flag.result.variant";
    private const string ErrorTag = "error.type";

    // Compat: flagd's metrics use this name; the semantic conventions, and the span, use feature_flag.result.reason.
    private const string MetricReasonTag = "feature_flag.reason";
    private const string SpanReasonTag = "feature_flag.result.reason";

    private readonly Counter<long> _impressions;
    private readonly Counter<long> _reasons;

    public EvaluationTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(FlagTelemetry.MeterName);
        _impressions = meter.CreateCounter<long>("feature_flag.flagd.impression", "{impression}", "Evaluations that gave a variant");
        _reasons = meter.CreateCounter<long>("feature_flag.flagd.result.reason", "{reason}", "Evaluations by their reason");
    }

    /// <summary>Records the evaluation of one flag, single or bulk.</summary>
    public void Evaluated(string key, FlagResolution resolution)
    {
        if (resolution.ErrorCodeName is { } error)
        {
            // Without the key, or requests for unknown flags would create unlimited time series.
            _reasons.Add(1, new(ProviderTag, Provider), new(MetricReasonTag, resolution.Reason), new(ErrorTag, error.ToLowerInvariant()));
            return;
        }

        // Without a variant the flag has no impression.
        if (resolution.Variant is { } variant)
            _impressions.Add(1, new TagList { { KeyTag, key }, { ProviderTag, Provider }, { VariantTag, variant }, { MetricReasonTag, resolution.Reason } });
        _reasons.Add(1, new(KeyTag, key), new(ProviderTag, Provider), new(MetricReasonTag, resolution.Reason));
    }

    /// <summary>Describes a request for one flag.</summary>
    public static void Describe(string key, FlagResolution resolution)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span)
            return;
        span.SetTag(KeyTag, key);
        span.SetTag(ProviderTag, Provider);
        span.SetTag(SpanReasonTag, resolution.Reason.ToLowerInvariant());
        span.SetTag(VariantTag, resolution.Variant);
        span.SetTag(ErrorTag, resolution.ErrorCodeName?.ToLowerInvariant());
    }

    /// <summary>Describes a request for all flags.</summary>
    public static void Describe(int flags) => Activity.Current?.SetTag("feature_flag.count", flags);
}
