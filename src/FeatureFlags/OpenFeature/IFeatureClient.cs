using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>Evaluates flags. It never throws: a failed evaluation returns the caller's default.</summary>
public interface IFeatureClient : IEventBus
{
    /// <summary>State of the client's provider.</summary>
    ProviderStatus ProviderStatus { get; }

    /// <summary>The client's name and version.</summary>
    ClientMetadata GetMetadata();

    /// <summary>Adds hooks for all evaluations of the client.</summary>
    /// <param name="hooks">The hooks, in the order in which they run before an evaluation.</param>
    void AddHooks(IEnumerable<Hook> hooks);

    /// <summary>The client's hooks.</summary>
    IEnumerable<Hook> GetHooks();

    /// <summary>The context of all evaluations of the client.</summary>
    EvaluationContext GetContext();

    /// <summary>Sets the context of all evaluations of the client.</summary>
    /// <param name="context">The context; null for an empty one.</param>
    void SetContext(EvaluationContext? context);

    /// <summary>A boolean flag.</summary>
    /// <param name="flagKey">The flag.</param>
    /// <param name="defaultValue">The value when the evaluation fails.</param>
    /// <param name="context">Context of this evaluation, merged with those of API and client.</param>
    /// <param name="config">Hooks of this evaluation.</param>
    /// <param name="cancellationToken">Ends the evaluation, with the default value.</param>
    Task<bool> GetBooleanValueAsync(
        string flagKey, bool defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default);

    /// <summary>A boolean flag, and how its value came about.</summary>
    /// <inheritdoc cref="GetBooleanValueAsync" />
    Task<FlagEvaluationDetails<bool>> GetBooleanDetailsAsync(
        string flagKey, bool defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default);

    /// <summary>A text flag.</summary>
    /// <inheritdoc cref="GetBooleanValueAsync" />
    Task<string> GetStringValueAsync(
        string flagKey, string defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default);

    /// <summary>A text flag, and how its value came about.</summary>
    /// <inheritdoc cref="GetBooleanValueAsync" />
    Task<FlagEvaluationDetails<string>> GetStringDetailsAsync(
        string flagKey, string defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default);

    /// <summary>Evaluates an integer flag.</summary>
    /// <inheritdoc cref="GetBooleanValueAsync" />
    Task<int> GetIntegerValueAsync(
        string flagKey, int defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default);

    /// <summary>Evaluates an integer flag with details.</summary>
    /// <inheritdoc cref="GetBooleanValueAsync" />
    Task<FlagEvaluationDetails<int>> GetIntegerDetailsAsync(
        string flagKey, int defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default);

    /// <summary>A number flag.</summary>
    /// <inheritdoc cref="GetBooleanValueAsync" />
    Task<double> GetDoubleValueAsync(
        string flagKey, double defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default);

    /// <summary>A number flag, and how its value came about.</summary>
    /// <inheritdoc cref="GetBooleanValueAsync" />
    Task<FlagEvaluationDetails<double>> GetDoubleDetailsAsync(
        string flagKey, double defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default);

    /// <summary>A flag of structures.</summary>
    /// <inheritdoc cref="GetBooleanValueAsync" />
    Task<Value> GetObjectValueAsync(
        string flagKey, Value defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default);

    /// <summary>A flag of structures, and how its value came about.</summary>
    /// <inheritdoc cref="GetBooleanValueAsync" />
    Task<FlagEvaluationDetails<Value>> GetObjectDetailsAsync(
        string flagKey, Value defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default);
}
