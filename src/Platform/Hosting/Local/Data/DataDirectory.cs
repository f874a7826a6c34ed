namespace Aspire.Hosting.Local.Data;

/// <summary>Where everything lives that one host keeps: data of the backing services, logs, the list of running children.</summary>
/// <remarks>Owned by one host at a time, for as long as the object is not disposed.</remarks>
internal sealed class DataDirectory : IDisposable
{
    private const string LockName = "lock";
    private const string HolderName = "host.pid";
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        FullPath = path;
        _lock = held;
    }

    public string FullPath { get; }

    public string Logs => Ensure("logs");

    public string Children => Path.Combine(FullPath, "children");

    /// <summary>Takes the directory for this host; creates it where needed.</summary>
    /// <exception cref="DistributedApplicationException">Another host has it, or this user may not write it.</exception>
    public static DataDirectory Open(string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
            var held = new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(Path.Combine(path, HolderName), $"{Environment.ProcessId}\n");
            return new DataDirectory(path, held);
        }
        catch (UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(
                $"{path} belongs to another user. Remove it as that user, or choose another place with --data <directory>.");
        }
        catch (IOException) when (File.Exists(Path.Combine(path, LockName)))
        {
            throw new DistributedApplicationException(
                $"The shop is already running from this checkout{Holder(path)}: stop it with Ctrl+C first, or choose another place with --data <directory>.");
        }
    }

    /// <summary>Path of a subdirectory, which exists afterwards.</summary>
    public string Ensure(string name) => Directory.CreateDirectory(Path.Combine(FullPath, name)).FullName;

    /// <summary>Removes everything that an earlier run left, except the lock itself.</summary>
    public void Clear()
    {
        foreach (var entry in new DirectoryInfo(FullPath).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo directory)
                directory.Delete(recursive: true);
            else if (entry.Name is not (LockName or HolderName))
                entry.Delete();
        }
    }

    public void Dispose() => _lock.Dispose();

    private static string Holder(string path)
    {
        try
        {
            return $" (process {File.ReadAllText(Path.Combine(path, HolderName)).Trim()})";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
