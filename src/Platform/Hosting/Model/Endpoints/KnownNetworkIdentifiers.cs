namespace Aspire.Hosting.ApplicationModel;

/// <summary>The networks that every model knows.</summary>
public static class KnownNetworkIdentifiers
{
    /// <summary>This machine: processes started by the host, and the host itself.</summary>
    public static readonly NetworkIdentifier LocalhostNetwork = new("localhost");

    /// <summary>The network that the containers of one run share.</summary>
    public static readonly NetworkIdentifier DefaultAspireContainerNetwork = new("aspire-container-network");

    /// <summary>Everybody.</summary>
    public static readonly NetworkIdentifier PublicInternet = new(".");
}
