using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Evaluation;

/// <summary>Produces the events of a client's stream.</summary>
internal sealed class FlagEvents(FlagStore store, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>flagd's keep-alive interval, so that neither a proxy nor a lost connection goes unnoticed.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(20);

    /// <summary>Yields events until cancelled or until the daemon stops.</summary>
    public async IAsyncEnumerable<FlagEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Subscribe before sending "ready": the client may evaluate at once and must not miss a later change.
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
            // An enumerator with a pending MoveNext must not be disposed.
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

/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Data">Null if the type needs no data.</param>
internal readonly record struct FlagEvent(string Type, Struct? Data = null);
