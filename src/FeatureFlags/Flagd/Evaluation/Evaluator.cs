using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Evaluation;

/// <summary>Answers what every protocol asks: one flag, or all flags.</summary>
internal sealed class Evaluator(FlagStore store, EvaluationTelemetry telemetry, TimeProvider time)
{
    /// <summary>One flag, of whatever type.</summary>
    public FlagResolution Resolve(string key, IReadOnlyDictionary<string, object?> context) => Told(key, store.Current.Resolve(key, context, time));

    /// <summary>One flag of this type.</summary>
    public FlagResolution Resolve(string key, IReadOnlyDictionary<string, object?> context, FlagType expected) =>
        Told(key, store.Current.Resolve(key, context, time).As(expected));

    /// <summary>One flag whose value is a whole number.</summary>
    public FlagResolution ResolveInteger(string key, IReadOnlyDictionary<string, object?> context) =>
        Told(key, store.Current.Resolve(key, context, time).AsInteger());

    /// <summary>All flags in this context, apart from those without a value: there the caller's own default holds, as if there were no such flag.</summary>
    public (FlagMetadata Metadata, IReadOnlyList<(string Key, FlagResolution Resolution)> Flags) ResolveAll(IReadOnlyDictionary<string, object?> context)
    {
        var flags = store.Current;
        var all = new List<(string Key, FlagResolution Resolution)>(flags.Flags.Count);
        foreach (var key in flags.Flags.Keys)
        {
            var resolution = flags.Resolve(key, context, time);
            if (resolution is { Value: null, ErrorCode: null })
                continue;
            telemetry.Evaluated(key, resolution);
            all.Add((key, resolution));
        }

        EvaluationTelemetry.Describe(all.Count);
        return (flags.Metadata, all);
    }

    private FlagResolution Told(string key, FlagResolution resolution)
    {
        telemetry.Evaluated(key, resolution);
        EvaluationTelemetry.Describe(key, resolution);
        return resolution;
    }
}
