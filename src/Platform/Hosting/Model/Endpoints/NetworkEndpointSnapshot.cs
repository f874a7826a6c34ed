namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address of an endpoint on one network.</summary>
/// <param name="Snapshot">The address, once there is one.</param>
/// <param name="NetworkID">The network.</param>
public sealed record NetworkEndpointSnapshot(ValueSnapshot<AllocatedEndpoint> Snapshot, NetworkIdentifier NetworkID);
