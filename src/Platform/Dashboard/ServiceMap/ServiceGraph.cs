namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Who called whom in a window of time. Public because components are, and take it as a parameter.</summary>
/// <param name="From">Start of the window, Unix time in nanoseconds. The window before it is as long.</param>
/// <param name="Until">End of the window.</param>
/// <param name="Nodes">By id.</param>
/// <param name="Calls">By caller, then by callee. A service that calls itself has none for that.</param>
public sealed record ServiceGraph(long From, long Until, IReadOnlyList<ServiceNode> Nodes, IReadOnlyList<ServiceCall> Calls)
{
    /// <summary>Null when nobody has the id.</summary>
    public ServiceNode? Find(string? id) => Nodes.FirstOrDefault(n => n.Id == id);

    public IEnumerable<ServiceCall> CallsOf(string caller) => Calls.Where(c => c.Caller == caller);

    public IEnumerable<ServiceCall> CallsTo(string callee) => Calls.Where(c => c.Callee == callee);
}
