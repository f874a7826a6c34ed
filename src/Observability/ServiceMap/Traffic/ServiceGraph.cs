using OtelShop.ServiceMap.Spans;

namespace OtelShop.ServiceMap.Traffic;

/// <summary>Verdict on a node or an edge. Public because components take it as a parameter.</summary>
public enum Verdict
{
    /// <summary>No calls in the window.</summary>
    Quiet,

    /// <summary>Too few calls, or all of them of a warm-up.</summary>
    Unjudged,
    Good,

    /// <summary>0.5 % of the calls fail, or more.</summary>
    Notable,

    /// <summary>5 % of the calls fail, or more.</summary>
    Bad,
}

/// <summary>A service, or a peer that services call. Public because components take it as a parameter.</summary>
public sealed record ServiceNode(string Id, string Name, NodeKind Kind, string? System, CallStatistics Calls, Verdict Verdict)
{
    public bool IsService => Kind == NodeKind.Service;
}

/// <summary>Calls from one node to another. Public because components take it as a parameter.</summary>
public sealed record ServiceEdge(string From, string To, CallStatistics Calls, Verdict Verdict);

/// <summary>Requests of one name. Public because components take it as a parameter.</summary>
public sealed record ServiceOperation(string Name, CallStatistics Calls, Verdict Verdict);

/// <summary>Nodes and edges of a window, by id. Public because components take it as a parameter.</summary>
/// <param name="Nodes">Those with calls in the last quarter of an hour or in the window.</param>
/// <param name="Edges">The same.</param>
/// <param name="Omitted">Calls that were not counted because there were too many different nodes or edges.</param>
public sealed record ServiceGraph(IReadOnlyList<ServiceNode> Nodes, IReadOnlyList<ServiceEdge> Edges, long Omitted)
{
    private readonly Dictionary<string, ServiceNode> _byId = Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);

    /// <summary>Null when there is no such node.</summary>
    public ServiceNode? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);
}
