namespace Grpc.Core;

/// <summary>How a channel is secured. For http and https addresses the scheme decides.</summary>
public sealed class ChannelCredentials
{
    private ChannelCredentials(bool isSecure) => IsSecure = isSecure;

    /// <summary>No encryption: HTTP/2 in clear text.</summary>
    public static ChannelCredentials Insecure { get; } = new(isSecure: false);

    /// <summary>TLS with the system's trusted roots.</summary>
    public static ChannelCredentials SecureSsl { get; } = new(isSecure: true);

    internal bool IsSecure { get; }
}
