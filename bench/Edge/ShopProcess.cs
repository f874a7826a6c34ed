using System.Globalization;

namespace OtelShop.Bench.Edge;

/// <summary>A process of the running shop, read from /proc (see proc(5)).</summary>
internal sealed record ShopProcess(int Id)
{
    // sysconf(_SC_CLK_TCK) is 100 on every Linux that .NET supports.
    private const double TicksPerSecond = 100;
    private const string Listen = "0A";
    private const string Dashboard = "Aspire.Dashboard";

    /// <summary>Processor time so far, user and kernel.</summary>
    public double CpuSeconds => Stat(Id) is { Length: > 12 } fields ? (Number(fields[11]) + Number(fields[12])) / TicksPerSecond : 0;

    private int Parent => Stat(Id) is { Length: > 1 } fields ? Number(fields[1]) : 0;

    /// <summary>Finds the process that listens on a port of this machine.</summary>
    /// <exception cref="InvalidOperationException">No process of this user does.</exception>
    public static ShopProcess ListeningAt(int port)
    {
        var end = $":{port:X4}";
        var sockets = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[1].EndsWith(end, StringComparison.Ordinal) && fields[3] == Listen)
            .Select(fields => $"socket:[{fields[9]}]").ToHashSet();
        return All().FirstOrDefault(process => process.Holds(sockets)) ?? throw new InvalidOperationException($"No process listens on port {port}.");
    }

    /// <summary>The services and backing processes that the same AppHost started, this one included and the dashboard left out.</summary>
    public IEnumerable<ShopProcess> Siblings()
    {
        var parents = All().ToDictionary(process => process.Id, process => process.Parent);
        var parent = Parent;
        return parents.Keys.Where(id => IsBelow(id)).Select(id => new ShopProcess(id));

        bool IsBelow(int id)
        {
            for (; id > 1 && id != parent; id = parents.GetValueOrDefault(id))
            {
                if (Read($"/proc/{id}/cmdline").Contains(Dashboard, StringComparison.Ordinal))
                    return false;
            }

            return id == parent;
        }
    }

    private static IEnumerable<ShopProcess> All() =>
        Directory.EnumerateDirectories("/proc").Select(path => Path.GetFileName(path)).Where(name => int.TryParse(name, out _)).Select(name => new ShopProcess(Number(name)));

    private bool Holds(HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{Id}/fd").Any(file => File.ResolveLinkTarget(file, returnFinalTarget: false) is { } target && sockets.Contains(target.Name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // The process ended, or is another user's.
        }
    }

    // "N (name) state parent ...": the name may itself hold spaces and parentheses.
    private static string[] Stat(int id) => Read($"/proc/{id}/stat") is { Length: > 0 } stat ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ') : [];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Read(string path)
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
