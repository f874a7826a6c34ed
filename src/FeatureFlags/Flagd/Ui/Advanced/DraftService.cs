using System.Security.Cryptography;
using System.Text;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Advanced;

/// <summary>Checks drafts, compares them with the served document and merges concurrent edits.</summary>
internal sealed class DraftService(FlagStore store)
{
    public Draft Fresh()
    {
        var flags = store.Current;
        return new Draft { Text = Text(flags), Version = FlagStore.TagOf(flags), Warnings = flags.Warnings };
    }

    /// <summary>Validates a draft and compares it with the served document.</summary>
    public Draft Compare(string text, string version)
    {
        var now = store.Current;
        try
        {
            var draft = FlagSet.Parse(Encoding.UTF8.GetBytes(text));
            return version == FlagStore.TagOf(now)
                ? new Draft { Text = text, Version = version, Served = Text(now), Warnings = draft.Warnings }
                : Collide(draft, text, version, now);
        }
        catch (FlagSetException error)
        {
            return new Draft { Text = text, Version = version, Problems = error.Problems };
        }
    }

    /// <summary>Identifies the compared text; a changed text must be compared again.</summary>
    public static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    /// <summary>Browsers send CRLF; use the file's line ends.</summary>
    public static string Normal(string text) => text.ReplaceLineEndings("\n");

    private Draft Collide(FlagSet draft, string mine, string version, FlagSet now)
    {
        var revisions = store.History;
        var last = revisions is [var newest, ..] ? newest : null;
        var original = revisions.Select(revision => revision.Flags()).FirstOrDefault(flags => FlagStore.TagOf(flags) == version);
        var merge = original is null ? null : DocumentMerge.Of(original, now, draft);
        return new Draft
        {
            Text = merge?.Text ?? mine,
            Version = FlagStore.TagOf(now),
            Served = Text(now),
            Warnings = merge is null ? draft.Warnings : FlagSet.Parse(Encoding.UTF8.GetBytes(merge.Text)).Warnings,
            EditConflict = new(last?.Author.Name ?? "Another user", last?.Time ?? default, original is null ? null : Text(original), Text(now), mine, merge is not null, merge?.Disputed ?? []),
        };
    }

    private static string Text(FlagSet flags) => Normal(Encoding.UTF8.GetString(flags.Utf8Json.Span));
}
