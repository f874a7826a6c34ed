using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Evaluation;

/// <summary>Evaluates one flag or all flags for every protocol.</summary>
internal sealed class Evaluator(FlagStore store, EvaluationTelemetry telemetry, TimeProvider time)
{
    /// <summary>Evaluates a flag of any type.</summary>
    public FlagResolution Resolve(string key, IReadOnlyDictionary<string, object?> context) => Told(key, store.Current.Resolve(key, context, time));

    /// <summary>Evaluates a flag of the given type.</summary>
    public FlagResolution Resolve(string key, IReadOnlyDictionary<string, object?> context, FlagType expected) =>
        Told(key, store.Current.Resolve(key, context, time).As(expected));

    /// <summary>Evaluates a flag as an integer.</summary>
    public FlagResolution ResolveInteger(string key, IReadOnlyDictionary<string, object?> context) =>
        Told(key, store.Current.Resolve(key, context, time).AsInteger());

    /// <summary>Evaluates all flags in the context. Callers use their own defaults for flags without a value.</summary>
    public (FlagMetadata Metadata, IReadOnlyList<(string Key, FlagResolution Resolution)> Flags) ResolveAll(IReadOnlyDictionary<string, object?> context)
    {
        var flags = store.Current;
        var all = new List<(string Key, FlagResolution Resolution)>(flags.Flags.Count);
        foreach (var key in flags.Flags.Keys)
        {
            var resolution = flags.Resolve(key, context, time);
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
