using System.Globalization;
using System.Text;
using System.Text.Json;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>Latest documents, each in a file that survives restarts.</summary>
internal sealed class FlagHistory(FlagFile file, TimeProvider time, ILogger<FlagHistory> logger)
{
    public const int MostEntries = 50;
    private const long MostBytes = 16 * 1024 * 1024;
    private IReadOnlyList<FlagRevision> _entries = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<FlagRevision> Entries => Volatile.Read(ref _entries);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(file.StateFolder))
            return;
        var entries = new List<FlagRevision>();
        foreach (var path in Directory.EnumerateFiles(file.StateFolder, "*.json"))
        {
            if (!long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;
            try
            {
                entries.Add(JsonSerializer.Deserialize<Entry>(await File.ReadAllBytesAsync(path, cancellationToken), JsonLayout.Indented)!.ToRevision(id));
            }
            catch (Exception error) when (error is JsonException or FlagSetException or IOException or UnauthorizedAccessException)
            {
                logger.HistoryUnreadable(path, error.Message);
            }
        }

        Keep([.. entries.OrderByDescending(entry => entry.Id)]);
    }

    /// <summary>Adds an entry, in memory.</summary>
    /// <returns>The entries that it pushed out.</returns>
    public IReadOnlyList<FlagRevision> Add(FlagSet flags, FlagAuthor author, IReadOnlyList<FlagChange> changes)
    {
        var id = (Entries is [var last, ..] ? last.Id : 0) + 1;
        return Keep([new(id, time.GetUtcNow(), author, changes, flags.Utf8Json), .. Entries]);
    }

    /// <summary>Writes the newest entry.</summary>
    /// <param name="dropped">Entries that <see cref="Add"/> removed.</param>
    public async Task SaveAsync(IReadOnlyList<FlagRevision> dropped)
    {
        try
        {
            // The change is already in force, so a client that disconnects must not cut off its history.
            await FlagFile.WriteAsync(PathOf(Entries[0]), JsonSerializer.SerializeToUtf8Bytes(Entry.Of(Entries[0]), JsonLayout.Indented), CancellationToken.None);
            foreach (var old in dropped)
                File.Delete(PathOf(old));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.HistoryUnwritable(file.StateFolder, error.Message);
        }
    }

    private List<FlagRevision> Keep(List<FlagRevision> entries)
    {
        var bytes = 0L;
        var count = entries.TakeWhile((entry, index) => index == 0 || (index < MostEntries && (bytes += entry.Document.Length) <= MostBytes)).Count();
        Volatile.Write(ref _entries, entries[..count]);
        return entries[count..];
    }

    private string PathOf(FlagRevision entry) => Path.Combine(file.StateFolder, $"{entry.Id:D6}.json");

    private sealed record Entry(DateTimeOffset Time, FlagAuthor Author, IReadOnlyList<FlagChange> Changes, string Document)
    {
        public static Entry Of(FlagRevision revision) => new(revision.Time, revision.Author, revision.Changes, Encoding.UTF8.GetString(revision.Document.Span));

        /// <exception cref="JsonException">A field is missing.</exception>
        /// <exception cref="FlagSetException">The document is not a valid set of flags.</exception>
        public FlagRevision ToRevision(long id) => Document is not null && Author is { Name: not null, How: not null } && Changes is not null
            ? new(id, Time, Author, Changes, FlagSet.Parse(Encoding.UTF8.GetBytes(Document)).Utf8Json)
            : throw new JsonException("Something is missing in it.");
    }
}
