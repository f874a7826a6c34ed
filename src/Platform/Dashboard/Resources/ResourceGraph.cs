using OtelShop.Dashboard.ServiceMap;

namespace OtelShop.Dashboard.Resources;

/// <summary>Which resource has to do with which, as a drawing. Copies of one resource are one node: the one that is worst off.</summary>
public sealed class ResourceGraph
{
    private const string Reference = nameof(Reference);
    private readonly Dictionary<string, ResourceView> _nodes;
    private readonly Dictionary<(string From, string To), string> _edges = [];

    /// <param name="resources">Those that are drawn.</param>
    public ResourceGraph(IEnumerable<ResourceView> resources)
    {
        var all = resources.ToList();
        _nodes = all.GroupBy(resource => resource.DisplayName, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(copies => copies.Key, copies => copies.MaxBy(Trouble)!, StringComparer.OrdinalIgnoreCase);
        foreach (var resource in all)
        {
            foreach (var relationship in resource.Relationships)
                Add(resource.DisplayName, relationship);
        }

        Layout = LayeredLayout.Of([.. _nodes.Values.Select(node => node.DisplayName)], [.. _edges.Keys]);
    }

    public GraphLayout Layout { get; }

    public ResourceView NodeOf(string id) => _nodes[id];

    /// <summary><c>Reference</c>, or another word where the two have nothing closer to do with each other.</summary>
    public string TypeOf(string from, string to) => _edges[(from, to)];

    private void Add(string from, ResourceRelationship relationship)
    {
        if (!_nodes.TryGetValue(relationship.Resource, out var other) || other.DisplayName == from)
            return;
        var edge = (from, other.DisplayName);
        if (relationship.Type == Reference || !_edges.ContainsKey(edge))
            _edges[edge] = relationship.Type;
    }

    private static int Trouble(ResourceView resource) => ResourceCondition.Of(resource).Css switch { "error" => 4, "warning" => 3, "info" => 2, "neutral" => 1, _ => 0 };
}
