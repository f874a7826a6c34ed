using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>The map of services, and traces by service.</summary>
internal static class TracesDashboard
{
    public const string Name = "traces";

    public static Dashboard Of(MonitoredShop shop) => new(Name, "Traces", "The map of services, failed and slow traces, and orders.", Map(shop), Calls(shop.CallMatchers), OfService(shop.SpanCondition), OfShop(shop.SpanCondition))
    {
        Variables = [Shared.Service(shop)],
        Annotations = Shared.Changes(shop),
        Links = [new("Golden signals", GoldenSignalsDashboard.Name), new("Logs", LogsDashboard.Name)],
    };

    private static Section Map(MonitoredShop shop) => new("Map", new Line(16,
        new Panel(PanelKind.Map, "Service map", "Services and their calls. Red is the share of failures; a click leads to the traces or the service.", Units.None, new ServiceMapQuery($"{{{shop.CallMatchers}}}"))));

    private static Section Calls(string calls) => new("Calls between services", Line.Of(
        Graph("Calls", "From client to server, by the collector's connector servicegraph.", Units.RequestsPerSecond,
            new PromQuery(PromQl.Rate("traces_service_graph_request_total", calls, "client, server"), "{{client}} to {{server}}")),
        Graph("Failed calls", "Share by pair.", Units.Ratio,
            new PromQuery(PromQl.Ratio(PromQl.Rate("traces_service_graph_request_failed_total", calls, "client, server"), PromQl.Rate("traces_service_graph_request_total", calls, "client, server")), "{{client}} to {{server}}")).Limits(0.001, 0.01),
        Graph("P95", "Seen by the server.", Units.Seconds,
            new PromQuery(PromQl.Quantile(0.95, "traces_service_graph_request_server_seconds", calls, "client, server"), "{{client}} to {{server}}")).Limits(0.3, 0.5)));

    private static Section OfService(string ofShop) => new("$service",
        Line.OfLists(
            Traces("Failed", "Spans of the service that failed.", $"{{ {ofShop} && resource.service.name =~ \"$service\" && status = error }}"),
            Traces("Slow", "Spans of the service above 500 ms.", $"{{ {ofShop} && resource.service.name =~ \"$service\" && duration > 500ms }}")),
        Line.OfLists(
            Traces("Requests", "Newest requests that the service answered.", $"{{ {ofShop} && resource.service.name =~ \"$service\" && kind = server }}"),
            Traces("Calls that failed", "Newest failed calls to others.", $"{{ {ofShop} && resource.service.name =~ \"$service\" && kind = client && status = error }}")));

    private static Section OfShop(string ofShop) => new("The shop",
        Line.OfLists(
            Traces("Orders", "Traces in which an order was placed, from the browser to the consumers of Kafka.", $"{{ {ofShop} && name = \"oteldemo.CheckoutService/PlaceOrder\" && kind = server }}"),
            Traces("Orders that failed", "With all services that took part.", $"{{ {ofShop} && name = \"oteldemo.CheckoutService/PlaceOrder\" && kind = server && status = error }}"),
            Traces("Suspicious orders", "Orders for which fraud detection raised an alert.", $"{{ {ofShop} && span.demo.fraud.alert = true }}")));

    private static Panel Traces(string title, string description, string query) => new(PanelKind.Table, title, description, Units.None, new TraceQuery(query));
}
