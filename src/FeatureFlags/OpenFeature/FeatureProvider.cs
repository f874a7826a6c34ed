using System.Collections.Immutable;
using System.Threading.Channels;
using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>Connects the evaluation API to a source of flags.</summary>
public abstract class FeatureProvider
{
    /// <summary>Takes the provider's <see cref="ProviderEventPayload"/>s to the API.</summary>
    protected Channel<object> EventChannel { get; } = Channel.CreateUnbounded<object>();

    private volatile ProviderStatus _status = ProviderStatus.NotReady;

    /// <summary>State of the provider.</summary>
    internal ProviderStatus Status
    {
        get => _status;
        set => _status = value;
    }

    /// <summary>The provider's own hooks.</summary>
    public virtual IImmutableList<Hook> GetProviderHooks() => ImmutableList<Hook>.Empty;

    /// <summary>The provider's name.</summary>
    public abstract Metadata? GetMetadata();

    /// <summary>Resolves a boolean flag.</summary>
    /// <param name="flagKey">The flag.</param>
    /// <param name="defaultValue">The value when the resolution fails.</param>
    /// <param name="context">Evaluation context.</param>
    /// <param name="cancellationToken">Ends the resolution.</param>
    public abstract Task<ResolutionDetails<bool>> ResolveBooleanValueAsync(
        string flagKey, bool defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default);

    /// <summary>Resolves a text flag.</summary>
    /// <param name="flagKey">The flag.</param>
    /// <param name="defaultValue">The value when the resolution fails.</param>
    /// <param name="context">Evaluation context.</param>
    /// <param name="cancellationToken">Ends the resolution.</param>
    public abstract Task<ResolutionDetails<string>> ResolveStringValueAsync(
        string flagKey, string defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default);

    /// <summary>Resolves an integer flag.</summary>
    /// <param name="flagKey">The flag.</param>
    /// <param name="defaultValue">The value when the resolution fails.</param>
    /// <param name="context">Evaluation context.</param>
    /// <param name="cancellationToken">Ends the resolution.</param>
    public abstract Task<ResolutionDetails<int>> ResolveIntegerValueAsync(
        string flagKey, int defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default);

    /// <summary>Resolves a number flag.</summary>
    /// <param name="flagKey">The flag.</param>
    /// <param name="defaultValue">The value when the resolution fails.</param>
    /// <param name="context">Evaluation context.</param>
    /// <param name="cancellationToken">Ends the resolution.</param>
    public abstract Task<ResolutionDetails<double>> ResolveDoubleValueAsync(
        string flagKey, double defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default);

    /// <summary>Resolves a flag of structures.</summary>
    /// <param name="flagKey">The flag.</param>
    /// <param name="defaultValue">The value when the resolution fails.</param>
    /// <param name="context">Evaluation context.</param>
    /// <param name="cancellationToken">Ends the resolution.</param>
    public abstract Task<ResolutionDetails<Value>> ResolveStructureValueAsync(
        string flagKey, Value defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default);

    /// <summary>Makes the provider able to evaluate. Until the task ends, evaluations give the default value.</summary>
    /// <param name="context">The API's context.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public virtual Task InitializeAsync(EvaluationContext context, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Releases the provider's resources; no evaluation follows.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public virtual Task ShutdownAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Channel of the provider's events.</summary>
    public virtual Channel<object> GetEventChannel() => EventChannel;
}
