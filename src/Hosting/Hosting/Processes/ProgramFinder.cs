namespace OtelShop.Hosting.Processes;

/// <summary>Finds programs as a shell does, and where Debian keeps those of PostgreSQL.</summary>
/// <param name="searchPath">Value of PATH.</param>
/// <param name="postgresVersions">Folder with one subfolder per major version.</param>
internal sealed class ProgramFinder(string searchPath, string postgresVersions = "/usr/lib/postgresql")
{
    public static ProgramFinder Default { get; } = new(Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>Absolute path of the first name that exists. Null when none does.</summary>
    public string? Find(params IEnumerable<string> names) =>
        names.SelectMany(name => Folders().Select(folder => Path.GetFullPath(Path.Combine(folder, name)))).FirstOrDefault(IsProgram);

    // Ordinary users often do not search sbin, where services live.
    private IEnumerable<string> Folders() =>
        searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(["/usr/local/sbin", "/usr/sbin", "/sbin"]).Concat(PostgresFolders());

    private IEnumerable<string> PostgresFolders() => !Directory.Exists(postgresVersions)
        ? []
        : Directory.EnumerateDirectories(postgresVersions)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"));

    private static bool IsProgram(string path)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        // A link remains when its package goes.
        return File.Exists(path) && (File.ResolveLinkTarget(path, returnFinalTarget: true)?.Exists ?? true) && (File.GetUnixFileMode(path) & Execute) != 0;
    }
}
