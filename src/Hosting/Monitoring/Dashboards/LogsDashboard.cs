using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Logs by service, severity and text.</summary>
internal static class LogsDashboard
{
    public const string Name = "logs";

    public static Dashboard Of(MonitoredShop shop)
    {
        var ofService = Shared.LogsOfService(shop);
        return new Dashboard(Name, "Logs", "Logs by service, severity and text. The trace id of a line leads to its trace.", Volumes(shop, ofService), Lines(ofService))
        {
            Variables = [Shared.Service(shop), new TextVariable("text", "Contains", "")],
            Annotations = Shared.Changes(shop),
            Links = [new("Traces", TracesDashboard.Name), new("Security", SecurityDashboard.Name)],
        };
    }

    private static Section Volumes(MonitoredShop shop, string ofService) => new("Volume",
        Line.Of(
            Stack("Lines by severity", "Of the service.", Units.PerSecond, new LogQuery($"sum by (severity_text) (rate({ofService} | severity_text != \"\" [$__auto]))", "{{severity_text}}")),
            Stack("Warnings and errors by service", "Of all services.", Units.PerSecond,
                new LogQuery($"sum by (service_name) (rate({{{shop.LogMatcher}}} | severity_text=~\"Warning|Error|Critical\" [$__auto]))", "{{service_name}}"))));

    private static Section Lines(string ofService) => new("$service",
        new Line(16, Logs("Lines", "Filtered by the text above.", $"{ofService} |= \"$text\"")),
        Line.OfLists(
            Logs("Warnings and errors", "Of the service.", $"{ofService} | severity_text=~\"Warning|Error|Critical\""),
            Logs("Lines with a trace", "Open a line and follow its trace id.", $"{ofService} | trace_id != \"\"")));
}
