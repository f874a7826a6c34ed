using OtelShop.Dashboard.Telemetry.Filters;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Where nodes and calls lead.</summary>
internal static class MapLinks
{
    /// <summary>Traces with spans of a node.</summary>
    public static string TracesOf(ServiceNode node) => node.IsService
        ? $"/traces/resource/{Uri.EscapeDataString(node.Name)}"
        : "/traces" + QueryString.Create(QueryNames.Filter, node.Filter ?? "");

    /// <summary>Traces of a call: those in which the service at one end has a span that names the other end, or that the callee takes part in.</summary>
    public static string TracesOf(ServiceNode? caller, ServiceNode? callee, string? hasError)
    {
        var service = callee is { IsService: true } ? callee : caller;
        var peer = callee is { IsService: false } ? callee : caller is { IsService: false } ? caller : null;
        List<KeyValuePair<string, string?>> query = [];
        if (peer?.Filter is { } filter)
            query.Add(new(QueryNames.Filter, filter));
        if (hasError is not null)
            query.Add(new(QueryNames.HasError, hasError));
        var path = service is { IsService: true } ? TracesOf(service) : "/traces";
        return path + QueryString.Create(query);
    }
}
