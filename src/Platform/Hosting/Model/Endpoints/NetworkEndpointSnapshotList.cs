using System.Collections;
using System.Collections.Concurrent;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The addresses of an endpoint, one a network.</summary>
public sealed class NetworkEndpointSnapshotList : IEnumerable<NetworkEndpointSnapshot>
{
    private readonly ConcurrentDictionary<NetworkIdentifier, NetworkEndpointSnapshot> _byNetwork = new();

    /// <summary>Adds the address on a network; false when the network has one.</summary>
    public bool TryAdd(NetworkIdentifier networkID, ValueSnapshot<AllocatedEndpoint> snapshot) =>
        _byNetwork.TryAdd(networkID, new NetworkEndpointSnapshot(snapshot, networkID));

    /// <inheritdoc/>
    public IEnumerator<NetworkEndpointSnapshot> GetEnumerator() => _byNetwork.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ValueSnapshot<AllocatedEndpoint>? On(NetworkIdentifier network) =>
        _byNetwork.TryGetValue(network, out var entry) ? entry.Snapshot : null;
}
