using Aspire.Hosting;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>Files in memory: nothing is written before everything is right.</summary>
internal sealed class OutputFiles
{
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Files => _files;

    public void Add(string path, string text) => _files.Add(path, text);

    /// <summary>Replaces what an earlier run wrote below the folders of these files.</summary>
    /// <param name="directory">The output directory.</param>
    /// <exception cref="DistributedApplicationException">The directory cannot be written.</exception>
    public void Write(string directory)
    {
        try
        {
            foreach (var root in _files.Keys.Select(path => path[..path.IndexOf('/', StringComparison.Ordinal)]).Distinct())
                RemoveOthers(directory, root);
            foreach (var (path, text) in _files)
            {
                var file = Path.Combine(directory, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                if (!File.Exists(file) || File.ReadAllText(file) != text)
                    File.WriteAllText(file, text);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The output directory {directory} cannot be written: {error.Message}");
        }
    }

    private void RemoveOthers(string directory, string root)
    {
        var folder = new DirectoryInfo(Path.Combine(directory, root));
        if (!folder.Exists)
            return;
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (!_files.ContainsKey(Path.GetRelativePath(directory, file.FullName).Replace('\\', '/')))
                file.Delete();
        }

        foreach (var empty in folder.EnumerateDirectories("*", SearchOption.AllDirectories).OrderByDescending(inner => inner.FullName.Length).Where(inner => !inner.EnumerateFileSystemInfos().Any()).ToList())
            empty.Delete();
    }
}
