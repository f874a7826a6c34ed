using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Turns headers into metadata and back.</summary>
internal static class MetadataHeaders
{
    /// <summary>Adds one header line. Values of a "-bin" key may be joined by commas; a value that is not base64 is left out.</summary>
    public static void Add(Metadata metadata, string name, string value)
    {
        if (GrpcHeaders.IsReserved(name) || !IsKey(name)) { return; }
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return;
        }

        var values = value.AsSpan();
        foreach (var range in values.Split(','))
        {
            if (BinaryHeader.TryDecode(values[range], out var bytes)) { metadata.Add(name, bytes); }
        }
    }

    /// <summary>The value as it goes on the wire.</summary>
    public static string WireValue(Metadata.Entry entry) => entry.IsBinary ? BinaryHeader.Encode(entry.ValueBytes) : entry.Value;

    private static bool IsKey(string name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '-' or '_')) { return false; }
        }

        return name.Length > 0;
    }
}
