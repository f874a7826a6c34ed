using Aspire.Hosting;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>Files in memory: nothing is written before everything is right.</summary>
internal sealed class OutputFiles
{
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Files => _files;

    public void Add(string path, string text) => _files.Add(path, text);

    /// <summary>Replaces the folders of these files with what is written now. When that fails, they stay as they are.</summary>
    /// <param name="directory">The output directory.</param>
    /// <exception cref="DistributedApplicationException">The directory cannot be written.</exception>
    public void Write(string directory)
    {
        var isNew = !Directory.Exists(directory);
        // On the same file system, so that moving a folder copies nothing.
        var work = Path.Combine(directory, $".publish-{Environment.ProcessId}");
        try
        {
            foreach (var (path, text) in _files)
            {
                var file = Path.Combine(work, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }

            Replace(directory, work, [.. _files.Keys.Select(path => path[..path.IndexOf('/', StringComparison.Ordinal)]).Distinct()]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The output directory {directory} cannot be written: {error.Message}");
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
            if (isNew && Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
                Directory.Delete(directory);
        }
    }

    private static void Replace(string directory, string work, string[] folders)
    {
        var undo = new Stack<(string From, string To)>();
        try
        {
            foreach (var folder in folders)
            {
                var (target, earlier) = (Path.Combine(directory, folder), Path.Combine(work, $"earlier-{folder}"));
                if (Directory.Exists(target))
                    Move(target, earlier);
                Move(Path.Combine(work, folder), target);
            }
        }
        catch
        {
            foreach (var (from, to) in undo)
                Directory.Move(to, from);
            throw;
        }

        void Move(string from, string to)
        {
            Directory.Move(from, to);
            undo.Push((from, to));
        }
    }
}
