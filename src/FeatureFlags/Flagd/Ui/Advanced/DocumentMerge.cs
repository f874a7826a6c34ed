using System.Text;
using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Advanced;

/// <summary>
/// Three-way merge of two edits by flag, shared rule and metadata entry. A part that one user changed is taken; a part that both changed
/// keeps the second edit and is reported.
/// </summary>
/// <param name="Text">Merged document.</param>
/// <param name="Disputed">Conflicts: flags by key, other parts by path.</param>
internal sealed record DocumentMerge(string Text, IReadOnlyList<string> Disputed)
{
    private const string Flags = "flags";

    /// <param name="original">Common base.</param>
    /// <param name="theirs">Saved document.</param>
    /// <param name="mine">Document to save.</param>
    public static DocumentMerge Of(FlagSet original, FlagSet theirs, FlagSet mine)
    {
        using var before = Parse(original);
        using var they = Parse(theirs);
        using var i = Parse(mine);
        var document = mine.Utf8Json.ToArray();
        var disputed = new List<string>();
        Merge(before.RootElement, they.RootElement, i.RootElement, part: null);
        return new(Encoding.UTF8.GetString(document), disputed);

        void Merge(JsonElement? old, JsonElement theirPart, JsonElement myPart, string? part)
        {
            foreach (var name in Names(theirPart).Union(Names(old)))
            {
                var (was, they, i) = (Member(old, name), Member(theirPart, name), Member(myPart, name));
                if (AreSame(they, was) || AreSame(they, i))
                    continue;
                if (part is null && they is { ValueKind: JsonValueKind.Object } && i is { ValueKind: JsonValueKind.Object })
                    Merge(was, they.Value, i.Value, name);
                else if (AreSame(i, was))
                    document = Write(document, part, name, they);
                else
                    disputed.Add(part is null or Flags ? name : $"{part}.{name}");
            }
        }
    }

    private static byte[] Write(ReadOnlySpan<byte> document, string? part, string name, JsonElement? value)
    {
        var root = JsonSplice.Root(document);
        var owner = part is null ? root : JsonSplice.Find(document, root, part)!.Value;
        return value is { } json ? JsonSplice.Set(document, owner, name, Encoding.UTF8.GetBytes(json.GetRawText())) : JsonSplice.Remove(document, owner, name);
    }

    private static JsonDocument Parse(FlagSet flags) => JsonDocument.Parse(flags.Utf8Json[JsonSplice.Root(flags.Utf8Json.Span)]);

    private static IEnumerable<string> Names(JsonElement? part) => part is { ValueKind: JsonValueKind.Object } json ? json.EnumerateObject().Select(member => member.Name) : [];

    private static JsonElement? Member(JsonElement? part, string name) =>
        part is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) ? value : null;

    private static bool AreSame(JsonElement? one, JsonElement? other) => one is null || other is null ? one is null && other is null : JsonElement.DeepEquals(one.Value, other.Value);
}
