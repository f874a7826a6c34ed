using System.Globalization;
using System.Runtime.InteropServices;

namespace OtelShop.Hosting.Processes;

/// <summary>Signals of Linux to a process.</summary>
internal static partial class ProcessSignal
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    public static void Send(int processId, int signal) => _ = SendSignal(processId, signal);

    /// <summary>Whether a process of that number exists, other than one that has ended and waits for its parent.</summary>
    public static bool IsAlive(int processId)
    {
        var status = Read($"/proc/{processId}/stat");
        return status.Length > 0 && status[status.LastIndexOf(')') + 2] is not ('Z' or 'X');
    }

    /// <summary>Numbers of the processes whose command line, its arguments ended by NUL each, contains the text.</summary>
    public static IEnumerable<int> Find(string text) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where int.TryParse(name, out _) && Read($"{folder}/cmdline").Contains(text, StringComparison.Ordinal)
        select int.Parse(name, CultureInfo.InvariantCulture);

    public static string NameOf(int processId) => Read($"/proc/{processId}/comm").Trim();

    public static int ParentOf(int processId) => Read($"/proc/{processId}/stat").Split(") ") is [.., var rest] && rest.Split(' ') is [_, var parent, ..]
        ? int.Parse(parent, CultureInfo.InvariantCulture)
        : 0;

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or belongs to another user.
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
