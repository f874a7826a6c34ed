using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Overview;

/// <summary>All flags as the pages show them, compared with the shipped ones.</summary>
internal sealed class FlagOverview(FlagStore store, ShippedFlags shippedFlags)
{
    private FlagSet? _shipped;

    /// <summary>In document order.</summary>
    public async Task<IReadOnlyList<FlagRow>> ReadAsync(CancellationToken cancellationToken)
    {
        var shipped = await ShippedAsync(cancellationToken);
        var changes = LastChanges();
        return [.. store.Current.Flags.Values.Select(flag => new FlagRow(flag, shipped.Flags.GetValueOrDefault(flag.Key), changes.GetValueOrDefault(flag.Key)))];
    }

    /// <summary>Restores all shipped flags; flags added by users stay.</summary>
    public async Task<ReplaceResult> TurnOffAsync(FlagAuthor author, CancellationToken cancellationToken)
    {
        var shipped = await ShippedAsync(cancellationToken);
        return await store.TryEditAsync(null, document => ShippedState.Restore(document, shipped), author, cancellationToken);
    }

    // Shipped with the program, so it never changes at run time.
    private async Task<FlagSet> ShippedAsync(CancellationToken cancellationToken) => _shipped ??= await shippedFlags.LoadAsync(cancellationToken);

    private Dictionary<string, FlagRevision> LastChanges()
    {
        var last = new Dictionary<string, FlagRevision>();
        foreach (var revision in store.History)
        {
            foreach (var change in revision.Changes)
                last.TryAdd(change.Flag, revision);
        }

        return last;
    }
}
