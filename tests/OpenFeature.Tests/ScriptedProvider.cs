using System.Collections.Immutable;
using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature.Tests;

/// <summary>A provider that does what a test says, and notes the context that it was given.</summary>
internal sealed class ScriptedProvider : FeatureProvider
{
    public Func<Task> Initialize { get; init; } = () => Task.CompletedTask;

    public Func<string, Task<ResolutionDetails<bool>>> Boolean { get; set; } =
        key => Task.FromResult(new ResolutionDetails<bool>(key, true, ErrorType.None, Reason.Static, "on"));

    public ImmutableList<Hook> Hooks { get; init; } = [];

    public EvaluationContext? LastContext { get; private set; }

    public bool IsShutDown { get; private set; }

    public override Metadata GetMetadata() => new("scripted");

    public override IImmutableList<Hook> GetProviderHooks() => Hooks;

    public override Task InitializeAsync(EvaluationContext context, CancellationToken cancellationToken = default) => Initialize();

    public override Task ShutdownAsync(CancellationToken cancellationToken = default)
    {
        IsShutDown = true;
        return Task.CompletedTask;
    }

    public void Tell(ProviderEventPayload payload) => EventChannel.Writer.TryWrite(payload);

    public override Task<ResolutionDetails<bool>> ResolveBooleanValueAsync(
        string flagKey, bool defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default)
    {
        LastContext = context;
        return Boolean(flagKey);
    }

    public override Task<ResolutionDetails<string>> ResolveStringValueAsync(
        string flagKey, string defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("out of order");

    public override Task<ResolutionDetails<int>> ResolveIntegerValueAsync(
        string flagKey, int defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ResolutionDetails<int>(flagKey, 7));

    public override Task<ResolutionDetails<double>> ResolveDoubleValueAsync(
        string flagKey, double defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ResolutionDetails<double>(flagKey, 0.5));

    public override Task<ResolutionDetails<Value>> ResolveStructureValueAsync(
        string flagKey, Value defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ResolutionDetails<Value>(flagKey, new Value(Structure.Builder().Set("depth", 2).Build())));
}
