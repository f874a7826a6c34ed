namespace Aspire.Hosting.Local.Processes;

/// <summary>What a child does not inherit from the host: settings that were meant for the host alone.</summary>
internal static class InheritedEnvironment
{
    private static readonly string[] HostSettings =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE", "MSBUILDDISABLENODEREUSE",
        "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID",
    ];

    public static void RemoveHostSettings(IDictionary<string, string?> environment)
    {
        foreach (var name in HostSettings)
            environment.Remove(name);
    }
}
