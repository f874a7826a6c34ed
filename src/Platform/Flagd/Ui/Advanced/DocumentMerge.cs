using System.Text;
using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Advanced;

/// <summary>Two people's edits of one document, flag by flag: what one of them changed is taken, what both changed stays as the second wrote it and is named.</summary>
/// <param name="Text">The document with both edits.</param>
/// <param name="Disputed">The flags that both have changed, each in his own way.</param>
internal sealed record DocumentMerge(string Text, IReadOnlyList<string> Disputed)
{
    /// <param name="original">What both began with.</param>
    /// <param name="theirs">What is saved.</param>
    /// <param name="mine">What is to be saved.</param>
    public static DocumentMerge Of(FlagSet original, FlagSet theirs, FlagSet mine)
    {
        var document = mine.Utf8Json;
        var disputed = new List<string>();
        foreach (var key in theirs.KeysChangedSince(original))
        {
            var they = theirs.Flags.GetValueOrDefault(key);
            var i = mine.Flags.GetValueOrDefault(key);
            if (AreSame(they, i))
                continue;
            if (!AreSame(i, original.Flags.GetValueOrDefault(key)))
                disputed.Add(key);
            else
                document = they is null ? FlagEdits.RemoveFlag(document, key) : FlagEdits.SetFlag(document, key, they.Json);
        }

        return new(Encoding.UTF8.GetString(document.Span), disputed);
    }

    private static bool AreSame(Flag? one, Flag? other) => one is null || other is null ? one is null && other is null : JsonElement.DeepEquals(one.Json, other.Json);
}
