using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Evaluation;

/// <summary>Answers what every protocol asks: one flag, all flags, and which have changed.</summary>
internal sealed class Evaluator(FlagStore store, TimeProvider time, IHostApplicationLifetime lifetime)
{
    public FlagSet Flags => store.Current;

    public FlagResolution Resolve(string key, IReadOnlyDictionary<string, object?> context) => store.Current.Resolve(key, context, time);

    /// <summary>Every flag that has a value in this context.</summary>
    public IEnumerable<(Flag Flag, FlagResolution Resolution)> ResolveAll(IReadOnlyDictionary<string, object?> context)
    {
        var flags = store.Current;
        foreach (var (key, flag) in flags.Flags)
        {
            if (flags.Resolve(key, context, time) is { Value: not null } resolution)
                yield return (flag, resolution);
        }
    }

    /// <summary>
    /// Which flags have changed, as <c>configuration_change</c> tells it: <c>{"flags": {"key": {"type": "update"}}}</c>. Ends with the caller's wish, or
    /// when the daemon stops.
    /// </summary>
    public async IAsyncEnumerable<Struct> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await foreach (var (before, now) in store.WatchAsync(store.Current, ended.Token))
        {
            var changed = new Struct();
            foreach (var key in now.KeysChangedSince(before))
                changed.Fields[key] = Value.ForStruct(new Struct { Fields = { ["type"] = Value.ForString(TypeOf(key, before, now)) } });
            if (changed.Fields.Count > 0)
                yield return new Struct { Fields = { ["flags"] = Value.ForStruct(changed) } };
        }
    }

    private static string TypeOf(string key, FlagSet before, FlagSet now) =>
        !now.Flags.ContainsKey(key) ? "delete" : before.Flags.ContainsKey(key) ? "update" : "write";
}
