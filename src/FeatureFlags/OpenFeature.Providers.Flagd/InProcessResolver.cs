using System.Text;
using Flagd.Sync.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using OpenFeature.Model;
using OtelShop.FlagdCore;

namespace OpenFeature.Providers.Flagd;

/// <summary>Holds the whole definition and evaluates it here: no evaluation waits for anything.</summary>
internal sealed class InProcessResolver(FlagdChannels channels, TimeProvider time, ILogger logger) : FlagdResolver(channels, time)
{
    private volatile FlagSnapshot? _snapshot;

    public override IReadOnlyList<string> Forget()
    {
        var forgotten = _snapshot;
        _snapshot = null;
        return [.. forgotten?.Flags.Flags.Keys ?? []];
    }

    public override bool IsNeverOn(string key) => _snapshot?.IsNeverOn(key) ?? true;

    public override Task<ResolutionDetails<bool>> BooleanAsync(string key, bool otherwise, EvaluationContext context, CancellationToken stop) =>
        _snapshot is { } snapshot ? snapshot.Booleans.Resolve(key, otherwise, context) : NotReady(key, otherwise);

    public override Task<ResolutionDetails<string>> StringAsync(string key, string otherwise, EvaluationContext context, CancellationToken stop) =>
        _snapshot is { } snapshot ? snapshot.Strings.Resolve(key, otherwise, context) : NotReady(key, otherwise);

    public override Task<ResolutionDetails<int>> IntegerAsync(string key, int otherwise, EvaluationContext context, CancellationToken stop) =>
        _snapshot is { } snapshot ? snapshot.Integers.Resolve(key, otherwise, context) : NotReady(key, otherwise);

    public override Task<ResolutionDetails<double>> DoubleAsync(string key, double otherwise, EvaluationContext context, CancellationToken stop) =>
        _snapshot is { } snapshot ? snapshot.Doubles.Resolve(key, otherwise, context) : NotReady(key, otherwise);

    public override Task<ResolutionDetails<Value>> ObjectAsync(string key, Value otherwise, EvaluationContext context, CancellationToken stop) =>
        _snapshot is { } snapshot ? snapshot.Objects.Resolve(key, otherwise, context) : NotReady(key, otherwise);

    protected override async Task FollowAsync(CallInvoker daemon, CancellationTokenSource patience, Action<Func<IReadOnlyList<string>?>> heard)
    {
        using var call = new FlagSyncService.FlagSyncServiceClient(daemon).SyncFlags(new SyncFlagsRequest(), cancellationToken: patience.Token);
        while (await call.ResponseStream.MoveNext(patience.Token))
        {
            patience.CancelAfter(Timeout.InfiniteTimeSpan);
            heard(() => Take(call.ResponseStream.Current));
        }
    }

    /// <returns>The flags that changed; null when nothing usable is known even now.</returns>
    private IReadOnlyList<string>? Take(SyncFlagsResponse response)
    {
        var before = _snapshot;
        try
        {
            var flags = FlagSet.Parse(Encoding.UTF8.GetBytes(response.FlagConfiguration));
            _snapshot = new FlagSnapshot(flags, response.SyncContext, Time);
            return flags.KeysChangedSince(before?.Flags ?? FlagSet.Empty);
        }
        catch (FlagSetException error)
        {
            logger.FlagsUnreadable(string.Join("; ", error.Problems));
            return before is null ? null : [];
        }
    }
}
