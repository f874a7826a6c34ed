using System.Net.Security;
using Microsoft.Extensions.Logging;
using OpenFeature.Model;

namespace OpenFeature.Providers.Flagd;

/// <summary>
/// Flags of a flagd, or of a daemon that speaks its protocols. Without a connection the last flags hold for a while (stale); then they are
/// forgotten (error), because a fault that cannot be turned off any more has to end.
/// </summary>
public sealed class FlagdProvider : FeatureProvider, IAsyncDisposable
{
    private readonly Metadata _metadata = new("flagd");
    private readonly FlagdResolver _resolver;
    private readonly FlagdWatch _watch;

    /// <summary>A provider; it connects when it is initialized.</summary>
    /// <param name="address">The port of flagd that serves the resolver which the options name: sync or evaluation.</param>
    /// <param name="options">The options.</param>
    /// <param name="time">Times pauses and the grace period, and gives rules the time of day.</param>
    /// <param name="logger">Says when flags become unavailable and when they are back.</param>
    /// <param name="tls">Certificates of an encrypted connection. Null: those that the system trusts, and none of the client's own.</param>
    public FlagdProvider(Uri address, FlagdOptions options, TimeProvider time, ILogger<FlagdProvider> logger, SslClientAuthenticationOptions? tls = null)
    {
        var channels = new FlagdChannels(address, options, tls);
        _resolver = options.Resolver == FlagdOptions.Rpc
            ? new RpcResolver(channels, options, time)
            : new InProcessResolver(channels, time, logger);
        _watch = new FlagdWatch(_resolver, options, time, logger, EventChannel.Writer);
    }

    /// <inheritdoc />
    public override Metadata GetMetadata() => _metadata;

    /// <inheritdoc />
    public override Task InitializeAsync(EvaluationContext context, CancellationToken cancellationToken = default) =>
        _watch.StartAsync().WaitAsync(cancellationToken);

    /// <inheritdoc />
    public override async Task ShutdownAsync(CancellationToken cancellationToken = default)
    {
        await _watch.DisposeAsync();
        _resolver.Forget();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await ShutdownAsync();

    /// <inheritdoc cref="FlagdResolver.IsNeverOn"/>
    internal bool IsNeverOn(string flagKey) => _resolver.IsNeverOn(flagKey);

    /// <inheritdoc />
    public override Task<ResolutionDetails<bool>> ResolveBooleanValueAsync(
        string flagKey, bool defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        _resolver.BooleanAsync(flagKey, defaultValue, context ?? EvaluationContext.Empty, cancellationToken);

    /// <inheritdoc />
    public override Task<ResolutionDetails<string>> ResolveStringValueAsync(
        string flagKey, string defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        _resolver.StringAsync(flagKey, defaultValue, context ?? EvaluationContext.Empty, cancellationToken);

    /// <inheritdoc />
    public override Task<ResolutionDetails<int>> ResolveIntegerValueAsync(
        string flagKey, int defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        _resolver.IntegerAsync(flagKey, defaultValue, context ?? EvaluationContext.Empty, cancellationToken);

    /// <inheritdoc />
    public override Task<ResolutionDetails<double>> ResolveDoubleValueAsync(
        string flagKey, double defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        _resolver.DoubleAsync(flagKey, defaultValue, context ?? EvaluationContext.Empty, cancellationToken);

    /// <inheritdoc />
    public override Task<ResolutionDetails<Value>> ResolveStructureValueAsync(
        string flagKey, Value defaultValue, EvaluationContext? context = null, CancellationToken cancellationToken = default) =>
        _resolver.ObjectAsync(flagKey, defaultValue, context ?? EvaluationContext.Empty, cancellationToken);
}
