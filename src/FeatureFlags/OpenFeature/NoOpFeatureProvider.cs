using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>Returns the caller's default value. The API uses it until a provider is set.</summary>
internal sealed class NoOpFeatureProvider : FeatureProvider
{
    private readonly Metadata _metadata = new("No-op Provider");

    public NoOpFeatureProvider() => Status = ProviderStatus.Ready;

    public override Metadata GetMetadata() => _metadata;

    public override Task<ResolutionDetails<bool>> ResolveBooleanValueAsync(
        string flagKey, bool defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) => Default(flagKey, defaultValue);

    public override Task<ResolutionDetails<string>> ResolveStringValueAsync(
        string flagKey, string defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) => Default(flagKey, defaultValue);

    public override Task<ResolutionDetails<int>> ResolveIntegerValueAsync(
        string flagKey, int defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) => Default(flagKey, defaultValue);

    public override Task<ResolutionDetails<double>> ResolveDoubleValueAsync(
        string flagKey, double defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) => Default(flagKey, defaultValue);

    public override Task<ResolutionDetails<Value>> ResolveStructureValueAsync(
        string flagKey, Value defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) => Default(flagKey, defaultValue);

    private static Task<ResolutionDetails<T>> Default<T>(string flagKey, T value) =>
        Task.FromResult(new ResolutionDetails<T>(flagKey, value, reason: Reason.Default));
}
