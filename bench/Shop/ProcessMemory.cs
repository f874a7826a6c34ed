using System.Globalization;

namespace OtelShop.Bench.Shop;

/// <summary>Proportional set size (PSS) of a process and everything it started, from /proc (see proc(5)).</summary>
internal static class ProcessMemory
{
    /// <summary>Each process below and including <paramref name="root"/>, with its PSS in MB.</summary>
    public static IReadOnlyList<(int Id, string Name, double Megabytes)> OfTree(int root)
    {
        var parents = Parents();
        return [.. parents.Keys.Where(id => BelongsTo(id, root, parents)).Select(id => (id, NameOf(id), MegabytesOf(id, "Pss")))];
    }

    /// <summary>MB of each tree by the name that <paramref name="roots"/> gives the process at its root.</summary>
    /// <param name="roots">Process ids and names.</param>
    /// <param name="field"><c>Pss</c>, or <c>Pss_Anon</c> without files: how many processes share those changes from outside.</param>
    public static IReadOnlyDictionary<string, double> OfTrees(IReadOnlyDictionary<int, string> roots, string field)
    {
        var parents = Parents();
        return roots.ToDictionary(root => root.Value, root => parents.Keys.Where(id => BelongsTo(id, root.Key, parents)).Sum(id => MegabytesOf(id, field)));
    }

    /// <summary>Whether the process runs; one that has ended may stay listed until its parent asks for its exit code.</summary>
    public static bool IsAlive(int process) => ReadOrEmpty($"/proc/{process}/stat") is { Length: > 0 } stat && stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');

    private static Dictionary<int, int> Parents() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0)
        .Where(id => id != 0)
        .ToDictionary(id => id, ParentOf);

    private static bool BelongsTo(int process, int root, Dictionary<int, int> parents)
    {
        while (process > 1 && process != root)
            process = parents.GetValueOrDefault(process);
        return process == root;
    }

    // /proc/N/stat: "N (name) state parent ..."; the name may itself hold spaces and parentheses.
    private static int ParentOf(int process)
    {
        var stat = ReadOrEmpty($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;
    }

    private static string NameOf(int process)
    {
        var command = ReadOrEmpty($"/proc/{process}/cmdline").Split('\0');
        return Path.GetFileName(command[0] is "dotnet" && command.Length > 1 ? command[1] : command[0]);
    }

    private static double MegabytesOf(int process, string field) =>
        ReadOrEmpty($"/proc/{process}/smaps_rollup").Split('\n')
            .Where(line => line.StartsWith(field + ":", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
            .FirstOrDefault();

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return ""; // The process ended between being listed and being read.
        }
    }
}
