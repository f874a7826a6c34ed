using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Logs by service, severity and text.</summary>
internal static class LogsDashboard
{
    public const string Name = "logs";

    private const string OfService = "{service_name=~\"$service\"}";

    public static Dashboard Of(MonitoredShop shop) => new(Name, "Logs", "Logs by service, severity and text. The trace id of a line leads to its trace.", Volumes(shop), Lines())
    {
        Variables = [Shared.Service(shop), new TextVariable("text", "Contains", "")],
        Annotations = Shared.Changes(shop),
        Links = [new("Traces", TracesDashboard.Name), new("Security", SecurityDashboard.Name)],
    };

    private static Section Volumes(MonitoredShop shop) => new("Volume",
        Line.Of(
            Stack("Lines by severity", "Of the service.", Units.PerSecond, new LogQuery($"sum by (severity_text) (rate({OfService} | severity_text != \"\" [$__auto]))", "{{severity_text}}")),
            Stack("Warnings and errors by service", "Of all services.", Units.PerSecond,
                new LogQuery($"sum by (service_name) (rate({{service_namespace=\"{shop.Namespace}\"}} | severity_text=~\"Warning|Error|Critical\" [$__auto]))", "{{service_name}}"))));

    private static Section Lines() => new("$service",
        new Line(16, Logs("Lines", "Filtered by the text above.", $"{OfService} |= \"$text\"")),
        Line.OfLists(
            Logs("Warnings and errors", "Of the service.", $"{OfService} | severity_text=~\"Warning|Error|Critical\""),
            Logs("Lines with a trace", "Open a line and follow its trace id.", $"{OfService} | trace_id != \"\"")));
}
