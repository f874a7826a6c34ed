namespace Aspire.Hosting.Local.Processes;

/// <summary>Finds programs the way a shell would, plus where Debian keeps PostgreSQL's.</summary>
/// <param name="searchPath">Value of PATH.</param>
/// <param name="versionedDirectory">Directory with one subdirectory per major version.</param>
internal sealed class ProgramFinder(string searchPath, string versionedDirectory = "/usr/lib/postgresql")
{
    /// <summary>Absolute path of the first name that is there; a name may be an absolute path itself. Null when none is.</summary>
    public string? Find(params IEnumerable<string> names) =>
        names.SelectMany(name => Directories().Select(directory => Path.Combine(directory, name))).FirstOrDefault(IsProgram);

    private IEnumerable<string> Directories()
    {
        // Services' tools live in sbin, which ordinary users often do not search.
        return searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/local/sbin", "/usr/sbin", "/sbin"])
            .Concat(VersionedDirectories());
    }

    private IEnumerable<string> VersionedDirectories() => !Directory.Exists(versionedDirectory)
        ? []
        : Directory.EnumerateDirectories(versionedDirectory)
            .OrderByDescending(directory => int.TryParse(Path.GetFileName(directory), out var version) ? version : 0)
            .Select(directory => Path.Combine(directory, "bin"));

    private static bool IsProgram(string path)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (File.GetUnixFileMode(path) & execute) != 0;
    }
}
