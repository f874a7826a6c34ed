namespace Grpc.Wire;

/// <summary>Values of "-bin" headers: base64, written without padding, read with or without it.</summary>
internal static class BinaryHeader
{
    public static string Encode(byte[] value) => Convert.ToBase64String(value).TrimEnd('=');

    /// <summary>Reads one value; false when it is not base64.</summary>
    public static bool TryDecode(ReadOnlySpan<char> header, out byte[] value)
    {
        var text = header.Trim().TrimEnd('=');
        var padded = new char[(text.Length + 3) / 4 * 4];
        text.CopyTo(padded);
        padded.AsSpan(text.Length).Fill('=');
        value = new byte[padded.Length / 4 * 3];
        if (text.Length % 4 == 1 || !Convert.TryFromBase64Chars(padded, value, out var length)) { return false; }
        value = value[..length];
        return true;
    }
}
