using System.Collections.Concurrent;
using OpenFeature.Constant;
using OpenFeature.Model;
using OtelShop.FlagdCore;

namespace OpenFeature.Providers.Flagd;

internal static class FlagResults
{
    public static FlagResolution AsInt32(FlagResolution resolution)
    {
        var whole = resolution.AsInteger();
        return whole.Value is { Number: < int.MinValue or > int.MaxValue }
            ? whole with { Value = null, Variant = null, Reason = Reason.Error, ErrorCode = FlagErrorCode.TypeMismatch, ErrorMessage = $"{whole.Value} is too large for an integer" }
            : whole;
    }
}

/// <summary>
/// Evaluations of a snapshot for callers that ask for one type. Those that depend on no context are made once; of the others the outcomes
/// are kept, of which there are no more than variants and reasons.
/// </summary>
internal sealed class FlagResults<T>(FlagSnapshot snapshot, Func<FlagResolution, FlagResolution> checkType, Func<FlagValue, T> read)
{
    private readonly ConcurrentDictionary<string, Task<ResolutionDetails<T>>> _constant = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Key, string? Variant, string Reason), Task<ResolutionDetails<T>>> _outcomes = new();

    public Task<ResolutionDetails<T>> Resolve(string key, T otherwise, EvaluationContext context)
    {
        if (_constant.TryGetValue(key, out var known))
            return known;

        var resolution = checkType(snapshot.Flags.Resolve(key, new FlagContext(context, snapshot.DaemonContext), snapshot.Time));
        if (resolution is not { Value: not null, ErrorCode: null })
            return Task.FromResult(Details(key, otherwise, resolution));

        var outcome = (key, resolution.Variant, resolution.Reason);
        if (_outcomes.TryGetValue(outcome, out var details))
            return details;

        details = Task.FromResult(Details(key, otherwise, resolution));
        if (snapshot.Flags.Flags[key].Targeting is null)
            _constant.TryAdd(key, details);
        else
            _outcomes.TryAdd(outcome, details);
        return details;
    }

    private ResolutionDetails<T> Details(string key, T otherwise, FlagResolution resolution) => new(
        key,
        resolution.Value is null ? otherwise : read(resolution.Value),
        ErrorOf(resolution.ErrorCode),
        resolution.Reason,
        resolution.Variant,
        resolution.ErrorMessage,
        MetadataOf(resolution.Metadata));

    private static ErrorType ErrorOf(FlagErrorCode? code) => code switch
    {
        null => ErrorType.None,
        FlagErrorCode.FlagNotFound => ErrorType.FlagNotFound,
        FlagErrorCode.ParseError => ErrorType.ParseError,
        FlagErrorCode.TypeMismatch => ErrorType.TypeMismatch,
        _ => ErrorType.General,
    };

    private static ImmutableMetadata? MetadataOf(FlagMetadata metadata) =>
        metadata.Count == 0 ? null : new ImmutableMetadata(metadata.ToDictionary(entry => entry.Key, entry => ObjectOf(entry.Value)));

    private static object ObjectOf(FlagValue value) => value.Type switch
    {
        FlagType.Boolean => value.Boolean,
        FlagType.Number => value.Number,
        _ => value.Text ?? value.ToString(),
    };
}
