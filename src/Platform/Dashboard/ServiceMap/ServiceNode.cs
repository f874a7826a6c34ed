namespace OtelShop.Dashboard.ServiceMap;

/// <summary>A service, or something that services call. Public because components are, and take it as a parameter.</summary>
/// <param name="Id">Unique in a graph, the same in every graph.</param>
/// <param name="Name">For a person.</param>
/// <param name="Kind">What it is.</param>
/// <param name="System">Product. Null for services and where it was not said.</param>
/// <param name="Now">What it was asked in the window.</param>
/// <param name="Before">What it was asked in the window before.</param>
public sealed record ServiceNode(string Id, string Name, NodeKind Kind, string? System, CallStatistics Now, CallStatistics Before)
{
    public bool IsService => Kind == NodeKind.Service;

    /// <summary>Filter of the traces page that finds its spans. Null for services, which have their own page.</summary>
    public string? Filter { get; init; }

    /// <summary>Its operations, those with the most calls first.</summary>
    public IReadOnlyList<ServiceOperation> Operations { get; init; } = [];
}
