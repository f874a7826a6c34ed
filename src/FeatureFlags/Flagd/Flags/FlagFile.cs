using Microsoft.Extensions.Options;

namespace OtelShop.Flagd.Flags;

/// <summary>The file in which the flags are kept, read and written so that nobody ever sees half of it.</summary>
internal sealed class FlagFile(IOptions<FlagdOptions> options)
{
    /// <summary>Gives the whole definition room in one message of gRPC, whose usual limit is 4 MiB.</summary>
    public const int MostBytes = 3 * 1024 * 1024;

    /// <summary>Of the file that is shipped, and of the copy of it that is worked with.</summary>
    public const string Name = "demo.flagd.json";

    public string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(options.Value.Folder, options.Value.File ?? Name));

    /// <summary>Where history and such things are.</summary>
    public string StateFolder { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(options.Value.Folder, "history"));

    /// <summary>The folder to watch.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <returns>The content. Null when there is no file.</returns>
    /// <exception cref="IOException">It cannot be read, or is too large.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
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

    /// <summary>Replaces the content in one step: who reads meanwhile reads all of the old or all of the new. Mode and links stay.</summary>
    /// <exception cref="IOException">It cannot be written; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written; the file is as it was.</exception>
    public Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => WriteAsync(Path, content, cancellationToken);

    /// <inheritdoc cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // Renaming onto a link would replace the link.
        var target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        var folder = System.IO.Path.GetDirectoryName(target)!;
        var draft = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(target)}.tmp");
        Directory.CreateDirectory(folder);
        // Left by a process that died, or laid there by somebody else: never written through.
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
