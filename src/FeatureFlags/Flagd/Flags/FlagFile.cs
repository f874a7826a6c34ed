using Microsoft.Extensions.Options;

namespace OtelShop.Flagd.Flags;

/// <summary>The flag file. Reads and writes are atomic, so that no reader sees half a document.</summary>
internal sealed class FlagFile(IOptions<FlagdOptions> options)
{
    /// <summary>Keeps the whole definition below gRPC's default message limit of 4 MiB.</summary>
    public const int MostBytes = 3 * 1024 * 1024;

    /// <summary>Name of the shipped file and of its working copy.</summary>
    public const string Name = "demo.flagd.json";

    public string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(options.Value.Folder, options.Value.File ?? Name));

    /// <summary>Folder of the history and other state.</summary>
    public string StateFolder { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(options.Value.Folder, "history"));

    /// <summary>Folder to watch.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <returns>The content. Null when there is no file.</returns>
    /// <exception cref="IOException">The file cannot be read or is too large.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not read the file.</exception>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(Path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
            if (stream.Length > MostBytes)
                throw new IOException($"It has {stream.Length:N0} bytes; {MostBytes:N0} are the most.");
            using var content = new MemoryStream((int)stream.Length);
            await stream.CopyToAsync(content, cancellationToken);
            return content.ToArray();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Replaces the content atomically: a concurrent reader sees the old or the new document. File mode and links are kept.</summary>
    /// <exception cref="IOException">The file cannot be written and is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not write the file, which is unchanged.</exception>
    public Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => WriteAsync(Path, content, cancellationToken);

    /// <inheritdoc cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // Renaming onto a link would replace the link.
        var target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        var folder = System.IO.Path.GetDirectoryName(target)!;
        var draft = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(target)}.tmp");
        Directory.CreateDirectory(folder);
        // A file left by a killed process or planted by another user must not be written through.
        File.Delete(draft);
        try
        {
            await using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(target))
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
                await stream.WriteAsync(content, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
