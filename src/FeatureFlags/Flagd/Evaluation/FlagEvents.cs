using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Evaluation;

/// <summary>What an event stream tells its client.</summary>
internal sealed class FlagEvents(FlagStore store, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>As long as flagd's streams are silent at most, so that neither a proxy nor a lost connection goes unnoticed.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(20);

    /// <summary>From now until cancelled, or until the daemon stops.</summary>
    public async IAsyncEnumerable<FlagEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Whoever hears that it is ready may evaluate at once, and has to hear of what changes after that.
        var seen = store.Current;
        yield return new(EventTypes.ProviderReady);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await using var changes = store.WatchAsync(seen, ended.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                await ((Task)next).WaitAsync(LongestSilence, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!next.IsCompleted)
                    yield return new(EventTypes.KeepAlive);
                else if (!await next)
                    break;
                else
                {
                    if (Describe(changes.Current) is { Fields.Count: > 0 } changed)
                        yield return new(EventTypes.ConfigurationChange, new Struct { Fields = { ["flags"] = Value.ForStruct(changed) } });
                    next = changes.MoveNextAsync().AsTask();
                }
            }
        }
        finally
        {
            // An enumerator that still looks for its next element cannot be disposed of.
            await ended.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!cancellationToken.IsCancellationRequested)
            yield return new(EventTypes.Shutdown);
    }

    private static Struct Describe(FlagSetChange change)
    {
        var (before, now) = change;
        var changed = new Struct();
        foreach (var key in now.KeysChangedSince(before))
            changed.Fields[key] = Value.ForStruct(new Struct { Fields = { ["type"] = Value.ForString(TypeOf(key, before, now)) } });
        return changed;
    }

    private static string TypeOf(string key, FlagSet before, FlagSet now) =>
        !now.Flags.ContainsKey(key) ? "delete" : before.Flags.ContainsKey(key) ? "update" : "write";
}
