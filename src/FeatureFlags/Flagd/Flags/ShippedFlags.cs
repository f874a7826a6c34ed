using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>
/// The flags shipped with the program. Keeps a copy of the shipped document, so that a newer version adds its new flags to the working copy
/// and does not restore deleted ones.
/// </summary>
internal sealed class ShippedFlags(FlagFile file, ILogger<ShippedFlags> logger)
{
    private readonly string _path = Path.Combine(AppContext.BaseDirectory, FlagFile.Name);
    private readonly string _baseline = Path.Combine(file.StateFolder, "shipped.json");

    public async Task<FlagSet> LoadAsync(CancellationToken cancellationToken) => FlagSet.Parse(await File.ReadAllBytesAsync(_path, cancellationToken));

    /// <summary>Returns the document with the flags new in this version. Null if there are none or the document is not a working copy.</summary>
    public async Task<FlagSet?> AddNewTo(FlagSet working, CancellationToken cancellationToken)
    {
        var shipped = await LoadAsync(cancellationToken);
        if (!File.Exists(_baseline))
            return null;
        try
        {
            var known = FlagSet.Parse(await File.ReadAllBytesAsync(_baseline, cancellationToken));
            var missing = shipped.Flags.Values.Where(flag => !known.Flags.ContainsKey(flag.Key) && !working.Flags.ContainsKey(flag.Key)).ToList();
            if (missing.Count == 0)
                return null;
            var extended = FlagSet.Parse(missing.Aggregate(working.Utf8Json, (document, flag) => FlagEdits.SetFlag(document, flag.Key, flag.Json)).Span);
            logger.ShippedFlagsAdded(file.Path, string.Join(", ", missing.Select(flag => flag.Key)));
            return extended;
        }
        catch (Exception error) when (error is FlagSetException or IOException or UnauthorizedAccessException)
        {
            logger.ShippedFlagsNotAdded(file.Path, error.Message);
            return null;
        }
    }

    /// <summary>Records the shipped flags, so that only later ones count as new.</summary>
    public async Task RememberAsync(CancellationToken cancellationToken)
    {
        try
        {
            var shipped = await File.ReadAllBytesAsync(_path, cancellationToken);
            var known = File.Exists(_baseline) ? await File.ReadAllBytesAsync(_baseline, cancellationToken) : null;
            if (known is null || !shipped.AsSpan().SequenceEqual(known))
                await FlagFile.WriteAsync(_baseline, shipped, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.HistoryUnwritable(file.StateFolder, error.Message);
        }
    }
}
