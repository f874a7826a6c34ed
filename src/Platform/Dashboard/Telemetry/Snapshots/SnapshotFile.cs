using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OtelShop.Dashboard.Telemetry.Snapshots;

/// <summary>A file of chunks of OTLP: a mark, then each chunk after its length, a zero, and a hash of all that.</summary>
internal static class SnapshotFile
{
    private const int LengthBytes = sizeof(int);
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static ReadOnlySpan<byte> Mark => "OTLP kept by OtelShop, 1\n"u8;

    /// <summary>Takes the place of an older file only when it is complete.</summary>
    public static void Write(string path, IEnumerable<byte[]> chunks)
    {
        var unfinished = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(unfinished, options))
        using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        {
            void Append(ReadOnlySpan<byte> bytes)
            {
                file.Write(bytes);
                hash.AppendData(bytes);
            }

            Append(Mark);
            foreach (var chunk in chunks.Where(c => c.Length > 0))
            {
                Append(Length(chunk.Length));
                Append(chunk);
            }

            Append(Length(0));
            file.Write(hash.GetHashAndReset());
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">It is not complete, or not what was written.</exception>
    public static IEnumerable<byte[]> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Verify(file);
        file.Position = Mark.Length;
        var length = new byte[LengthBytes];
        while (true)
        {
            file.ReadExactly(length);
            var chunk = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            if (chunk.Length == 0)
                yield break;
            file.ReadExactly(chunk);
            yield return chunk;
        }
    }

    private static void Verify(FileStream file)
    {
        var content = file.Length - SHA256.HashSizeInBytes;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (var rest = content; rest > 0;)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(rest, buffer.Length));
            if (rest == content && !buffer.AsSpan(0, read).StartsWith(Mark))
                break;
            hash.AppendData(buffer, 0, read);
            rest -= read;
        }

        var expected = new byte[SHA256.HashSizeInBytes];
        if (file.ReadAtLeast(expected, expected.Length, throwOnEndOfStream: false) < expected.Length || !hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
            throw new InvalidDataException("Its content is not what was written.");
    }

    private static byte[] Length(int length)
    {
        var bytes = new byte[LengthBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }
}
