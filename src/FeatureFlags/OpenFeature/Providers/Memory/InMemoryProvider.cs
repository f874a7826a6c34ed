using OpenFeature.Constant;
using OpenFeature.Error;
using OpenFeature.Model;

namespace OpenFeature.Providers.Memory;

/// <summary>Flags that the process itself holds, for tests and demonstrations.</summary>
/// <param name="flags">The flags by key; null for none.</param>
public sealed class InMemoryProvider(IDictionary<string, Flag>? flags = null) : FeatureProvider
{
    private readonly Metadata _metadata = new("InMemory");
    private volatile Dictionary<string, Flag> _flags = Copy(flags);

    /// <inheritdoc />
    public override Metadata GetMetadata() => _metadata;

    /// <summary>Replaces all flags. Evaluations see the new ones at once; handlers hear of it soon.</summary>
    /// <param name="flags">The flags by key; null for none.</param>
    public async Task UpdateFlagsAsync(IDictionary<string, Flag>? flags = null)
    {
        var former = _flags;
        _flags = Copy(flags);
        await EventChannel.Writer.WriteAsync(new ProviderEventPayload
        {
            Type = ProviderEventTypes.ProviderConfigurationChanged,
            ProviderName = _metadata.Name,
            Message = "flags changed",
            FlagsChanged = [.. former.Keys.Union(_flags.Keys)],
        }).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override Task<ResolutionDetails<bool>> ResolveBooleanValueAsync(
        string flagKey, bool defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        Resolve<bool>(flagKey, context);

    /// <inheritdoc />
    public override Task<ResolutionDetails<string>> ResolveStringValueAsync(
        string flagKey, string defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        Resolve<string>(flagKey, context);

    /// <inheritdoc />
    public override Task<ResolutionDetails<int>> ResolveIntegerValueAsync(
        string flagKey, int defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        Resolve<int>(flagKey, context);

    /// <inheritdoc />
    public override Task<ResolutionDetails<double>> ResolveDoubleValueAsync(
        string flagKey, double defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        Resolve<double>(flagKey, context);

    /// <inheritdoc />
    public override Task<ResolutionDetails<Value>> ResolveStructureValueAsync(
        string flagKey, Value defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        Resolve<Value>(flagKey, context);

    private static Dictionary<string, Flag> Copy(IDictionary<string, Flag>? flags) => new(flags ?? new Dictionary<string, Flag>(), StringComparer.Ordinal);

    private Task<ResolutionDetails<T>> Resolve<T>(string flagKey, EvaluationContext? context) =>
        _flags.TryGetValue(flagKey, out var flag)
            ? Task.FromResult(flag.Evaluate<T>(flagKey, context ?? EvaluationContext.Empty))
            : throw new FlagNotFoundException($"there is no flag {flagKey}");
}
