namespace OtelShop.Flagd.Listeners;

/// <summary>Reads what others send, as far as it is reasonable.</summary>
internal static class StreamLimit
{
    /// <summary>All bytes of a stream. Null when there are more than <paramref name="limit"/>.</summary>
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
