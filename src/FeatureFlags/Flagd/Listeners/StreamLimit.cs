namespace OtelShop.Flagd.Listeners;

/// <summary>Reads a stream up to a limit.</summary>
internal static class StreamLimit
{
    /// <summary>Returns all bytes, or null if there are more than <paramref name="limit"/>.</summary>
    public static async Task<byte[]?> ReadUpToAsync(this Stream stream, int limit, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (all.Length + read > limit)
                return null;
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
