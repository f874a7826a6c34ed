using System.Runtime.InteropServices;

namespace Aspire.Hosting.Local.Processes;

/// <summary>Signals to process groups; the framework itself can only kill.</summary>
internal static class ProcessSignals
{
    private const int Kill = 9;

    /// <summary>Whether somebody is left in the group.</summary>
    public static bool GroupExists(int group) => kill(-group, 0) == 0;

    public static void SendToGroup(int group, StopSignal signal) => _ = kill(-group, (int)signal);

    public static void SendToProcess(int process, StopSignal signal) => _ = kill(process, (int)signal);

    public static void KillGroup(int group) => _ = kill(-group, Kill);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
