namespace Grpc.Core;

/// <summary>Whether a channel can send.</summary>
public enum ConnectivityState
{
    /// <summary>Not connected, and nothing asked for it.</summary>
    Idle,

    /// <summary>Connecting.</summary>
    Connecting,

    /// <summary>Connected.</summary>
    Ready,

    /// <summary>Connecting failed; it is tried again.</summary>
    TransientFailure,

    /// <summary>Closed for good.</summary>
    Shutdown,
}
