namespace Aspire.Hosting.ApplicationModel;

/// <summary>Host names with a fixed meaning.</summary>
public static class KnownHostNames
{
    /// <summary>This machine.</summary>
    public const string Localhost = "localhost";

    /// <summary>This machine, as a container sees it.</summary>
    public const string DockerDesktopHostBridge = "host.docker.internal";
}
