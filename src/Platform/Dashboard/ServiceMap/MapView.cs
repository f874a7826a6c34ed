namespace OtelShop.Dashboard.ServiceMap;

/// <summary>What the map's address says, and addresses of the map with one thing changed.</summary>
internal sealed class MapView(HttpRequest request)
{
    /// <summary>More nodes than this nobody can read, and a hostile sender could make as many as it likes.</summary>
    private const int MaxNodes = 120;

    public string? Node => One("node");

    public string? Caller => One("caller");

    public string? Callee => One("callee");

    public bool IsTable => One("view") == "table";

    public string OfNode(string? id) => With(("node", id), ("caller", null), ("callee", null));

    public string OfCall(ServiceCall call) => With(("node", null), ("caller", call.Caller), ("callee", call.Callee));

    public string OfView(string? view) => With(("view", view));

    /// <summary>The busiest nodes, and the calls between them.</summary>
    public static ServiceGraph Busiest(ServiceGraph graph)
    {
        if (graph.Nodes.Count <= MaxNodes)
            return graph;
        var kept = graph.Nodes.OrderByDescending(n => n.Now.Calls + n.Before.Calls).ThenBy(n => n.Id, StringComparer.Ordinal).Take(MaxNodes).Select(n => n.Id).ToHashSet();
        return graph with
        {
            Nodes = [.. graph.Nodes.Where(n => kept.Contains(n.Id))],
            Calls = [.. graph.Calls.Where(c => kept.Contains(c.Caller) && kept.Contains(c.Callee))],
        };
    }

    private string? One(string name) => request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    private string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = request.Query.SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value)).ToList();
        foreach (var (name, value) in changes)
        {
            query.RemoveAll(p => p.Key == name);
            if (value is not null)
                query.Add(new(name, value));
        }

        return "/map" + QueryString.Create(query);
    }
}
