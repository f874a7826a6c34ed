using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Traffic, errors, durations and saturation of all services: where to look first.</summary>
internal static class GoldenSignalsDashboard
{
    public const string Name = "golden-signals";

    public static Dashboard Of(MonitoredShop shop)
    {
        var requests = new RequestQueries(shop);
        return new Dashboard(Name, "Golden signals", "Traffic, errors, durations and saturation of every service.", Entrance(shop), Services(requests), Courses(requests), Saturation(shop))
        {
            Annotations = Shared.Changes(shop),
            Links = [new("Service map", TracesDashboard.Name), new("SLOs", SloDashboard.Name), new("Business", BusinessDashboard.Name)],
        };
    }

    private static Section Entrance(MonitoredShop shop)
    {
        var entrance = new RequestQueries(shop with { Services = [.. shop.Services.Where(service => service.IsEntrance)] });
        return new Section("At the entrance", Line.OfValues(
            Value("Requests", "Requests per second that the internet sends.", Units.RequestsPerSecond, $"sum({entrance.Rate()})"),
            Value("Errors", "Share of requests answered with 5xx. The objective is below 0.1 %.", Units.Ratio, entrance.ErrorRatio()).Limits(0.0005, 0.001),
            Value("P95", "95 % of requests are faster. The objective is 500 ms.", Units.Seconds, entrance.Duration(0.95)).Limits(0.3, 0.5),
            Value("P99", "99 % of requests are faster. The objective is 1 s.", Units.Seconds, entrance.Duration(0.99)).Limits(0.5, 1)));
    }

    private static Section Services(RequestQueries requests) => new("Services", Line.OfLists(
        Table(
            "Services",
            "One line for each service; its name leads to its dashboard.",
            Units.Count,
            new PromQuery(requests.Rate()),
            new PromQuery(requests.ErrorRatio()),
            new PromQuery(requests.Duration(0.5)),
            new PromQuery(requests.Duration(0.95)),
            new PromQuery(requests.Duration(0.99))).ByService() with
        {
            Columns =
            [
                new("service", "Service"),
                new("Value #A", "Requests", Units.RequestsPerSecond),
                new("Value #B", "Errors", Units.Ratio),
                new("Value #C", "P50", Units.Seconds),
                new("Value #D", "P95", Units.Seconds),
                new("Value #E", "P99", Units.Seconds),
            ],
            Links = [DataLink.To("Service ${__data.fields.Service}", ServiceDashboard.Name, "var-service=${__data.fields.Service}")],
        }));

    private static Section Courses(RequestQueries requests) => new("Traffic, errors and durations",
        Line.Of(
            Graph("Requests", "Requests per second that a service gets; messages for consumers.", Units.RequestsPerSecond, new PromQuery(requests.Rate(), "{{job}}")).ByService(),
            Graph("Errors", "Share of requests that fail: 5xx, or a status of gRPC that blames the server.", Units.Ratio, new PromQuery(requests.ErrorRatio(), "{{job}}")).Limits(0.0005, 0.001).ByService()),
        Line.Of(
            Graph("P50", "Half of the requests are faster.", Units.Seconds, new PromQuery(requests.Duration(0.5), "{{job}}")).ByService(),
            Graph("P95", "95 % of requests are faster; dots are traces.", Units.Seconds, new PromQuery(requests.Duration(0.95), "{{job}}") { HasExemplars = true }).Limits(0.3, 0.5).ByService(),
            Graph("P99", "99 % of requests are faster; dots are traces.", Units.Seconds, new PromQuery(requests.Duration(0.99), "{{job}}") { HasExemplars = true }).Limits(0.5, 1).ByService()));

    private static Section Saturation(MonitoredShop shop) => new("Saturation",
        Line.Of(
            Graph("CPU", "Share of the processors that .NET sees. Above 70 % requests start to wait.", Units.Ratio,
                new PromQuery(RuntimeQueries.Cpu(shop.JobMatcher), "{{job}}")).Limits(0.7, 0.9).ByService(),
            Graph("Memory", "Memory of the processes of a service.", Units.Bytes,
                new PromQuery(RuntimeQueries.Memory(shop.JobMatcher), "{{job}}")).ByService()),
        Line.Of(
            Graph("Waiting work", "Work items that wait for a thread of the pool. More than a few for long means blocked threads.", Units.Count,
                new PromQuery(RuntimeQueries.QueueLength(shop.JobMatcher), "{{job}}")).ByService(),
            Graph("Connections", "Open connections of clients.", Units.Count,
                new PromQuery($"sum by (job) (kestrel_active_connections{{{shop.JobMatcher}}})", "{{job}}")).ByService()));
}
