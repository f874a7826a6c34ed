using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>Ties clients to providers. Until a provider is set, every evaluation gives the caller's default value.</summary>
public sealed class Api : IEventBus
{
    private readonly ConcurrentDictionary<string, FeatureProvider> _domains = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FeatureProvider, RunningProvider> _running = new();
    private readonly EventHandlers _handlers;
    private volatile FeatureProvider _provider = new NoOpFeatureProvider();
    private volatile EvaluationContext _context = EvaluationContext.Empty;
    private volatile ITransactionContextPropagator? _propagator;
    private volatile ILogger _logger = NullLogger.Instance;
    private ImmutableArray<Hook> _hooks = [];

    /// <summary>An API apart from <see cref="Instance"/>, as a dependency container makes one for itself.</summary>
    public Api() => _handlers = new EventHandlers(this);

    /// <summary>The one API of processes without a dependency container.</summary>
    public static Api Instance { get; } = new();

    internal ImmutableArray<Hook> Hooks => _hooks;

    internal ILogger Logger => _logger;

    /// <summary>Sets the provider of all clients without one of their domain's own. The task ends when it is initialized or cannot be.</summary>
    /// <param name="featureProvider">The provider.</param>
    public async Task SetProviderAsync(FeatureProvider featureProvider)
    {
        ArgumentNullException.ThrowIfNull(featureProvider);
        var former = _provider;
        _provider = featureProvider;
        await ReplaceAsync(former, featureProvider).ConfigureAwait(false);
    }

    /// <summary>Sets the provider of the clients of a domain. The task ends when it is initialized or cannot be.</summary>
    /// <param name="domain">The name of the clients.</param>
    /// <param name="featureProvider">The provider.</param>
    public async Task SetProviderAsync(string domain, FeatureProvider featureProvider)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        ArgumentNullException.ThrowIfNull(featureProvider);
        var former = _domains.GetValueOrDefault(domain);
        _domains[domain] = featureProvider;
        await ReplaceAsync(former, featureProvider).ConfigureAwait(false);
    }

    /// <summary>The provider of all clients without one of their domain's own.</summary>
    public FeatureProvider GetProvider() => _provider;

    /// <summary>The provider of the clients of a domain.</summary>
    /// <param name="domain">The name of the clients.</param>
    public FeatureProvider GetProvider(string domain) => ProviderOf(domain);

    /// <summary>The name of the provider of all clients without one of their domain's own.</summary>
    public Metadata? GetProviderMetadata() => _provider.GetMetadata();

    /// <summary>A client.</summary>
    /// <param name="name">Its domain; null for the default provider.</param>
    /// <param name="version">Its version, for hooks.</param>
    /// <param name="logger">Replaces the API's log.</param>
    /// <param name="context">The context of all of its evaluations.</param>
    public FeatureClient GetClient(string? name = null, string? version = null, ILogger? logger = null, EvaluationContext? context = null)
    {
        if (logger is not null)
            SetLogger(logger);
        return new FeatureClient(this, new ClientMetadata(name, version), context);
    }

    /// <summary>Adds hooks for all evaluations.</summary>
    /// <param name="hooks">The hooks, in the order in which they run before an evaluation.</param>
    public void AddHooks(IEnumerable<Hook> hooks) => ImmutableInterlocked.Update(ref _hooks, static (all, more) => all.AddRange(more), hooks);

    /// <summary>Adds a hook for all evaluations.</summary>
    /// <param name="hook">The hook.</param>
    public void AddHooks(Hook hook) => AddHooks([hook]);

    /// <summary>The hooks of all evaluations.</summary>
    public IEnumerable<Hook> GetHooks() => _hooks;

    /// <summary>Removes the hooks of all evaluations.</summary>
    public void ClearHooks() => ImmutableInterlocked.InterlockedExchange(ref _hooks, []);

    /// <summary>Sets the context of all evaluations.</summary>
    /// <param name="context">The context; null for an empty one.</param>
    public void SetContext(EvaluationContext? context) => _context = context ?? EvaluationContext.Empty;

    /// <summary>The context of all evaluations.</summary>
    public EvaluationContext GetContext() => _context;

    /// <summary>Sets the propagator of the transaction context.</summary>
    /// <param name="transactionContextPropagator">The propagator.</param>
    public void SetTransactionContextPropagator(ITransactionContextPropagator transactionContextPropagator)
    {
        ArgumentNullException.ThrowIfNull(transactionContextPropagator);
        _propagator = transactionContextPropagator;
    }

    /// <summary>The context of the current unit of work; empty when there is none.</summary>
    public EvaluationContext GetTransactionContext() => _propagator?.GetTransactionContext() ?? EvaluationContext.Empty;

    /// <summary>Sets the context of the current unit of work.</summary>
    /// <param name="evaluationContext">The context.</param>
    public void SetTransactionContext(EvaluationContext evaluationContext) => _propagator?.SetTransactionContext(evaluationContext);

    /// <summary>Sets where failures of hooks and handlers are logged.</summary>
    /// <param name="logger">The log.</param>
    public void SetLogger(ILogger logger) => _logger = logger;

    /// <inheritdoc />
    public void AddHandler(ProviderEventTypes type, EventHandlerDelegate handler) => _handlers.Add(new EventSubscription(type, handler, EveryDomain: true, null));

    /// <inheritdoc />
    public void RemoveHandler(ProviderEventTypes type, EventHandlerDelegate handler) => _handlers.Remove(new EventSubscription(type, handler, EveryDomain: true, null));

    /// <summary>Shuts all providers down. Afterwards the API is as new.</summary>
    public async Task ShutdownAsync()
    {
        _provider = new NoOpFeatureProvider();
        _domains.Clear();
        _handlers.Clear();
        ClearHooks();
        _context = EvaluationContext.Empty;
        _propagator = null;
        foreach (var provider in _running.Keys)
            await StopAsync(provider).ConfigureAwait(false);
    }

    internal void AddClientHandler(string? domain, ProviderEventTypes type, EventHandlerDelegate handler) =>
        _handlers.Add(new EventSubscription(type, handler, EveryDomain: false, domain));

    internal void RemoveClientHandler(string? domain, ProviderEventTypes type, EventHandlerDelegate handler) =>
        _handlers.Remove(new EventSubscription(type, handler, EveryDomain: false, domain));

    internal FeatureProvider ProviderOf(string? domain) =>
        domain is not null && _domains.TryGetValue(domain, out var provider) ? provider : _provider;

    private async Task ReplaceAsync(FeatureProvider? former, FeatureProvider provider)
    {
        var running = _running.GetOrAdd(provider, static (one, self) => new RunningProvider(one, self._handlers), this);
        var initialized = running.InitializeAsync(_context);
        if (former is not null && !ReferenceEquals(former, _provider) && !_domains.Values.Contains(former))
            await StopAsync(former).ConfigureAwait(false);
        await initialized.ConfigureAwait(false);
    }

    private async Task StopAsync(FeatureProvider provider)
    {
        if (!_running.TryRemove(provider, out var running))
            return;

        try
        {
            await running.StopAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _logger.ShutdownFailed(error, provider.GetMetadata()?.Name);
        }
    }
}
