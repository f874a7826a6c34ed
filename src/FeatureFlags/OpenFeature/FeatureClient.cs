using System.Collections.Immutable;
using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>Evaluates flags with the provider of its domain. Get one from <see cref="Api.GetClient"/>; it is thread-safe.</summary>
public sealed class FeatureClient : IFeatureClient
{
    private readonly Api _api;
    private readonly ClientMetadata _metadata;
    private volatile EvaluationContext _context;
    private ImmutableArray<Hook> _hooks = [];

    internal FeatureClient(Api api, ClientMetadata metadata, EvaluationContext? context)
    {
        _api = api;
        _metadata = metadata;
        _context = context ?? EvaluationContext.Empty;
    }

    /// <inheritdoc />
    public ProviderStatus ProviderStatus => _api.ProviderOf(_metadata.Name).Status;

    /// <inheritdoc />
    public ClientMetadata GetMetadata() => _metadata;

    /// <inheritdoc />
    public void AddHooks(IEnumerable<Hook> hooks) => ImmutableInterlocked.Update(ref _hooks, static (all, more) => all.AddRange(more), hooks);

    /// <inheritdoc />
    public IEnumerable<Hook> GetHooks() => _hooks;

    /// <inheritdoc />
    public EvaluationContext GetContext() => _context;

    /// <inheritdoc />
    public void SetContext(EvaluationContext? context) => _context = context ?? EvaluationContext.Empty;

    /// <inheritdoc />
    public void AddHandler(ProviderEventTypes type, EventHandlerDelegate handler) => _api.AddClientHandler(_metadata.Name, type, handler);

    /// <inheritdoc />
    public void RemoveHandler(ProviderEventTypes type, EventHandlerDelegate handler) => _api.RemoveClientHandler(_metadata.Name, type, handler);

    /// <inheritdoc />
    public Task<bool> GetBooleanValueAsync(
        string flagKey, bool defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default) =>
        ValueAsync(FlagKinds.Boolean, flagKey, defaultValue, context, config, cancellationToken);

    /// <inheritdoc />
    public Task<FlagEvaluationDetails<bool>> GetBooleanDetailsAsync(
        string flagKey, bool defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default) =>
        DetailsAsync(FlagKinds.Boolean, flagKey, defaultValue, context, config, cancellationToken);

    /// <inheritdoc />
    public Task<string> GetStringValueAsync(
        string flagKey, string defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default) =>
        ValueAsync(FlagKinds.String, flagKey, defaultValue, context, config, cancellationToken);

    /// <inheritdoc />
    public Task<FlagEvaluationDetails<string>> GetStringDetailsAsync(
        string flagKey, string defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default) =>
        DetailsAsync(FlagKinds.String, flagKey, defaultValue, context, config, cancellationToken);

    /// <inheritdoc />
    public Task<int> GetIntegerValueAsync(
        string flagKey, int defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default) =>
        ValueAsync(FlagKinds.Integer, flagKey, defaultValue, context, config, cancellationToken);

    /// <inheritdoc />
    public Task<FlagEvaluationDetails<int>> GetIntegerDetailsAsync(
        string flagKey, int defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default) =>
        DetailsAsync(FlagKinds.Integer, flagKey, defaultValue, context, config, cancellationToken);

    /// <inheritdoc />
    public Task<double> GetDoubleValueAsync(
        string flagKey, double defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default) =>
        ValueAsync(FlagKinds.Double, flagKey, defaultValue, context, config, cancellationToken);

    /// <inheritdoc />
    public Task<FlagEvaluationDetails<double>> GetDoubleDetailsAsync(
        string flagKey, double defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default) =>
        DetailsAsync(FlagKinds.Double, flagKey, defaultValue, context, config, cancellationToken);

    /// <inheritdoc />
    public Task<Value> GetObjectValueAsync(
        string flagKey, Value defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default) =>
        ValueAsync(FlagKinds.Object, flagKey, defaultValue, context, config, cancellationToken);

    /// <inheritdoc />
    public Task<FlagEvaluationDetails<Value>> GetObjectDetailsAsync(
        string flagKey, Value defaultValue, EvaluationContext? context = null, FlagEvaluationOptions? config = null, CancellationToken cancellationToken = default) =>
        DetailsAsync(FlagKinds.Object, flagKey, defaultValue, context, config, cancellationToken);

    private async Task<T> ValueAsync<T>(
        FlagKind<T> kind, string flagKey, T defaultValue, EvaluationContext? context, FlagEvaluationOptions? config, CancellationToken cancellationToken)
    {
        var evaluation = Begin(kind, flagKey, defaultValue, context, cancellationToken);
        var hooks = HooksOf(evaluation.Provider, config);
        return hooks.IsEmpty
            ? (await evaluation.ResolveAsync(evaluation.Context).ConfigureAwait(false)).Value
            : (await HookedAsync(evaluation, hooks, config).ConfigureAwait(false)).Value;
    }

    private async Task<FlagEvaluationDetails<T>> DetailsAsync<T>(
        FlagKind<T> kind, string flagKey, T defaultValue, EvaluationContext? context, FlagEvaluationOptions? config, CancellationToken cancellationToken)
    {
        var evaluation = Begin(kind, flagKey, defaultValue, context, cancellationToken);
        var hooks = HooksOf(evaluation.Provider, config);
        return hooks.IsEmpty
            ? Evaluation<T>.DetailsOf(await evaluation.ResolveAsync(evaluation.Context).ConfigureAwait(false))
            : await HookedAsync(evaluation, hooks, config).ConfigureAwait(false);
    }

    private Evaluation<T> Begin<T>(FlagKind<T> kind, string flagKey, T defaultValue, EvaluationContext? invocation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        var context = EvaluationContext.Merge(_api.GetContext(), _api.GetTransactionContext());
        context = EvaluationContext.Merge(context, _context);
        if (invocation is not null)
            context = EvaluationContext.Merge(context, invocation);
        return new Evaluation<T>(kind, _api.ProviderOf(_metadata.Name), flagKey, defaultValue, context, cancellationToken);
    }

    private ImmutableArray<Hook> HooksOf(FeatureProvider provider, FlagEvaluationOptions? config)
    {
        var hooks = _api.Hooks;
        if (!_hooks.IsEmpty)
            hooks = hooks.AddRange(_hooks);
        if (config is { Hooks.Count: > 0 })
            hooks = hooks.AddRange(config.Hooks);
        return provider.GetProviderHooks() is { Count: > 0 } own ? hooks.AddRange(own) : hooks;
    }

    private ValueTask<FlagEvaluationDetails<T>> HookedAsync<T>(Evaluation<T> evaluation, ImmutableArray<Hook> hooks, FlagEvaluationOptions? config)
    {
        var context = new HookContext<T>(
            evaluation.FlagKey, evaluation.DefaultValue, evaluation.Kind.Type, _metadata, evaluation.Provider.GetMetadata() ?? Evaluation.Nameless, evaluation.Context);
        return new HookedEvaluation<T>(evaluation, context, hooks, config?.HookHints, _api.Logger).RunAsync();
    }
}
