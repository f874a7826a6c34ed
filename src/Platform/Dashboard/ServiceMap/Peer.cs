namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Whom a span says that it calls, or whose messages it handles.</summary>
/// <param name="Kind">Never <see cref="NodeKind.Service"/>.</param>
/// <param name="System">Product, such as <c>postgresql</c> or <c>kafka</c>. Null when it was not said.</param>
/// <param name="Name">What tells it apart: database, topic, address.</param>
/// <param name="Address">Host, with the port where that is not the usual one. Null when it was not said.</param>
/// <param name="Field">Attribute that gave the name, for finding its spans.</param>
/// <param name="Value">Value of that attribute.</param>
internal sealed record Peer(NodeKind Kind, string? System, string Name, string? Address, string Field, string Value)
{
    /// <summary>Two databases of one name on two servers are two.</summary>
    public string Id => $"{Kind}:{System}/{(Kind == NodeKind.Messaging ? null : Address)}/{Name}".ToLowerInvariant();
}
