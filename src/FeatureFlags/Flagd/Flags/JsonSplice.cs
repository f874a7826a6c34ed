using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OtelShop.Flagd.Flags;

/// <summary>Changes one place of a JSON document and keeps every other byte, because people format and order their flags.</summary>
internal static class JsonSplice
{
    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>Range of the root value.</summary>
    public static Range Root(ReadOnlySpan<byte> json) => (json.StartsWith(Bom) ? Bom.Length : 0)..json.Length;

    /// <summary>Members of the object or elements of the array at the start of a range; none for other values.</summary>
    public static IReadOnlyList<JsonMember> Members(ReadOnlySpan<byte> json, Range value)
    {
        var offset = value.Start.Value;
        var reader = new Utf8JsonReader(json[offset..]);
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!isObject && reader.TokenType != JsonTokenType.StartArray)
            return [];
        var members = new List<JsonMember>();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var start = offset + (int)reader.TokenStartIndex;
            var name = isObject ? reader.GetString() : null;
            if (isObject)
                reader.Read();
            var from = offset + (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add(new(name, start, from..(offset + (int)reader.BytesConsumed)));
        }

        return members;
    }

    /// <summary>Value of a member, the last one if the name is repeated. Null if missing.</summary>
    public static Range? Find(ReadOnlySpan<byte> json, Range owner, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            var at = -1;
            var members = Members(json, owner);
            for (var i = 0; i < members.Count; i++)
                at = members[i].Name == name ? i : at;
            if (at < 0)
                return null;
            owner = members[at].Value;
        }

        return owner;
    }

    public static byte[] Replace(ReadOnlySpan<byte> json, Range place, ReadOnlySpan<byte> text) => [.. json[..place.Start], .. text, .. json[place.End..]];

    /// <summary>Sets a member of an object; appends it in the layout of its siblings if missing.</summary>
    public static byte[] Set(ReadOnlySpan<byte> json, Range owner, string name, ReadOnlySpan<byte> value)
    {
        if (Find(json, owner, name) is { } known)
            return Replace(json, known, value);
        byte[] member = [.. Text(name), .. ": "u8, .. value];
        var members = Members(json, owner);
        if (members.Count == 0)
        {
            var inside = Inside(json, owner);
            return Replace(json, inside, [.. " "u8, .. member, .. " "u8]);
        }

        var last = members[^1];
        var space = json[..last.Start];
        space = space[(space.LastIndexOfAnyExcept(" \t\r\n"u8) + 1)..];
        return Replace(json, last.Value.End..last.Value.End, [.. ","u8, .. space, .. member]);
    }

    /// <summary>Removes a member and its comma from an object. Returns the document unchanged if the member is missing.</summary>
    public static byte[] Remove(ReadOnlySpan<byte> json, Range owner, string name)
    {
        var members = Members(json, owner);
        for (var i = members.Count - 1; i >= 0; i--)
        {
            if (members[i].Name != name)
                continue;
            var place = members.Count == 1 ? Inside(json, owner)
                : i > 0 ? members[i - 1].Value.End..members[i].Value.End
                : members[0].Start..members[1].Start;
            return Remove(Replace(json, place, []), owner, name);
        }

        return json.ToArray();
    }

    /// <summary>Encodes a string as JSON with few escapes.</summary>
    public static byte[] Text(string text) => Encoding.UTF8.GetBytes($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"");

    private static Range Inside(ReadOnlySpan<byte> json, Range owner)
    {
        var start = owner.Start.Value;
        var reader = new Utf8JsonReader(json[start..]);
        reader.Read();
        var first = start + (int)reader.BytesConsumed;
        reader.Skip();
        return first..(start + (int)reader.BytesConsumed - 1);
    }
}

/// <summary>Position of an object's member or an array's element in the bytes of a document.</summary>
/// <param name="Name">Null for an array element.</param>
/// <param name="Start">First byte of the name or the element.</param>
/// <param name="Value">Bytes of the value.</param>
internal readonly record struct JsonMember(string? Name, int Start, Range Value);
