using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Everything about one service: requests, what it calls, its process, its pods, its traces and logs.</summary>
internal static class ServiceDashboard
{
    public const string Name = "service";

    private const string Pods = $"namespace=~\"$namespace\",namespace!~\"{Previews.Namespaces}\",pod=~\"$service-.*\"";

    public static Dashboard Of(MonitoredShop shop)
    {
        var job = $"job=~\"{shop.JobOf("$service")}\"";
        var requests = new RequestQueries(shop, $",{job}");
        return new Dashboard(Name, "Service", "One service: its requests, dependencies, process, pods, traces and logs.",
            Summary(requests, job), Requests(requests, job), Dependencies(job), Saturation(job), Runtime(job), Cluster(), TracesAndLogs(shop))
        {
            Variables = [Shared.Service(shop), Shared.Namespace],
            Annotations = Shared.Changes(shop),
            Links = [new("Golden signals", GoldenSignalsDashboard.Name), new("Traces", TracesDashboard.Name), new("Logs", LogsDashboard.Name)],
        };
    }

    private static Section Summary(RequestQueries requests, string job) => new("$service", Line.OfValues(
        Value("Requests", "Requests or messages per second.", Units.RequestsPerSecond, requests.Rate()),
        Value("Errors", "Share of requests that fail. The objective is below 0.1 %.", Units.Ratio, requests.ErrorRatio()).Limits(0.0005, 0.001),
        Value("P95", "95 % of requests are faster. The objective is 500 ms.", Units.Seconds, requests.Duration(0.95)).Limits(0.3, 0.5),
        Value("P99", "99 % of requests are faster. The objective is 1 s.", Units.Seconds, requests.Duration(0.99)).Limits(0.5, 1),
        Value("Instances", "Processes that send metrics.", Units.Count, $"count(process_memory_usage_bytes{{{job}}})"),
        Value("Restarted", "Age of the youngest process.", Units.Seconds, $"min(process_uptime_seconds{{{job}}})")));

    private static Section Requests(RequestQueries requests, string job) => new("Requests",
        Line.Of(
            Graph("Requests by operation", "Methods of gRPC, routes of HTTP, topics of Kafka.", Units.RequestsPerSecond, new PromQuery(requests.RateByOperation(), RequestQueries.OperationLegend)).LinkedTo(Shared.ToTraces),
            Stack("Requests by status", "4xx and NOT_FOUND are the caller's errors, 5xx and INTERNAL the service's.", Units.RequestsPerSecond, new PromQuery(requests.RateByStatus(), RequestQueries.StatusLegend)).LinkedTo(Shared.ToLogs)),
        Line.Of(
            Graph("Durations", "Dots are traces.", Units.Seconds,
                new PromQuery(requests.Duration(0.5), "P50"),
                new PromQuery(requests.Duration(0.95), "P95"),
                new PromQuery(requests.Duration(0.99), "P99") { HasExemplars = true }).Limits(0.5, 1).LinkedTo(Shared.ToTraces),
            Graph("P95 by operation", "Which operation is slow.", Units.Seconds, new PromQuery(requests.DurationByOperation(0.95), RequestQueries.OperationLegend)).Limits(0.3, 0.5).LinkedTo(Shared.ToTraces)),
        Line.Of(
            Graph("Peak and average", "Largest and average rate of the last hour: what capacity has to hold.", Units.RequestsPerSecond,
                new PromQuery($"max_over_time(({requests.Rate()})[1h:1m])", "peak"),
                new PromQuery($"avg_over_time(({requests.Rate()})[1h:1m])", "average")),
            Graph("In progress", "Requests that are being answered.", Units.Count, new PromQuery($"sum by (job) (http_server_active_requests{{{job}}})", "{{job}}"))));

    private static Section Dependencies(string job) => new("What it calls",
        Line.Of(
            Graph("Calls of gRPC, P95", "By method of the called service.", Units.Seconds, new PromQuery(PromQl.Quantile(0.95, "rpc_client_call_duration_seconds", job, "rpc_method"), "{{rpc_method}}")),
            Graph("Requests of HTTP, P95", "By address of the called service.", Units.Seconds, new PromQuery(PromQl.Quantile(0.95, "http_client_request_duration_seconds", job, "server_address"), "{{server_address}}")),
            Graph("Database, P95", "PostgreSQL and Redis.", Units.Seconds, new PromQuery(PromQl.Quantile(0.95, "db_client_operation_duration_seconds", job, "db_system_name"), "{{db_system_name}}"))),
        Line.Of(
            Graph("Failed calls of gRPC", "By method and status.", Units.PerSecond,
                new PromQuery(PromQl.Rate("rpc_client_call_duration_seconds_count", $"{job},error_type!=\"\"", "rpc_method, error_type"), "{{rpc_method}} {{error_type}}")).LinkedTo(Shared.ToTraces),
            Graph("Failed requests of HTTP", "By address and status.", Units.PerSecond,
                new PromQuery(PromQl.Rate("http_client_request_duration_seconds_count", $"{job},error_type!=\"\"", "server_address, error_type"), "{{server_address}} {{error_type}}")).LinkedTo(Shared.ToTraces),
            Graph("Messages", "Sent and handled, by topic.", Units.PerSecond,
                new PromQuery(PromQl.Rate("messaging_client_sent_messages_total", job, "messaging_destination_name"), "sent to {{messaging_destination_name}}"),
                new PromQuery(PromQl.Rate("messaging_client_consumed_messages_total", job, "messaging_destination_name"), "handled of {{messaging_destination_name}}"))));

    private static Section Saturation(string job) => new("Saturation", Line.Of(
        Graph("CPU", "Share of the processors that .NET sees. The objective is below 70 %.", Units.Ratio, new PromQuery(RuntimeQueries.Cpu(job), "{{job}}")).Limits(0.7, 0.9),
        Graph("Memory", "Memory of each process.", Units.Bytes, new PromQuery($"sum by (instance) (process_memory_usage_bytes{{{job}}})", "{{instance}}")),
        Graph("Threads", "Of the process and of the pool.", Units.Count,
            new PromQuery($"sum by (job) (process_thread_count{{{job}}})", "process"),
            new PromQuery($"sum by (job) (dotnet_thread_pool_thread_count_total{{{job}}})", "pool"))));

    private static Section Runtime(string job) => new(".NET",
        Line.Of(
            Graph("Waiting work", "Work items that wait for a thread of the pool.", Units.Count, new PromQuery(RuntimeQueries.QueueLength(job), "{{job}}")),
            Graph("Exceptions", "Thrown, handled or not, by type.", Units.PerSecond, new PromQuery(PromQl.Rate("dotnet_exceptions_total", job, "error_type"), "{{error_type}}")).LinkedTo(Shared.ToLogs),
            Graph("Lock contentions", "Times that a thread waited for a lock.", Units.PerSecond, new PromQuery(PromQl.Rate("dotnet_monitor_lock_contentions_total", job, "job"), "{{job}}"))),
        Line.Of(
            Graph("Pauses of garbage collections", "Share of the time in which all threads stand still.", Units.Ratio, new PromQuery(PromQl.Rate("dotnet_gc_pause_time_seconds_total", job, "job"), "{{job}}")).Limits(0.05, 0.1),
            Graph("Garbage collections", "By generation. Many of gen2 mean memory pressure.", Units.PerSecond, new PromQuery(PromQl.Rate("dotnet_gc_collections_total", job, "gc_heap_generation"), "{{gc_heap_generation}}")),
            Stack("Heap", "After the last collection, by generation.", Units.Bytes, new PromQuery($"sum by (gc_heap_generation) (dotnet_gc_last_collection_heap_size_bytes{{{job}}})", "{{gc_heap_generation}}"))));

    private static Section Cluster() => new("Pods",
        Line.Of(
            Graph("CPU of requested", "Used CPU by what the pods request. The objective is below 70 %.", Units.Ratio,
                new PromQuery($"sum by (pod) (rate(container_cpu_usage_seconds_total{{{Pods},container!=\"\"}}[{PromQl.Window}])) / sum by (pod) (kube_pod_container_resource_requests{{{Pods},resource=\"cpu\"}})", "{{pod}}")).Limits(0.7, 1),
            Graph("Memory of limit", "Used memory by what the pods may take. The objective is below 80 %.", Units.Ratio,
                new PromQuery($"sum by (pod) (container_memory_working_set_bytes{{{Pods},container!=\"\"}}) / sum by (pod) (kube_pod_container_resource_limits{{{Pods},resource=\"memory\"}})", "{{pod}}")).Limits(0.8, 0.95),
            Graph("Restarts", "Of containers, within an hour.", Units.Count, new PromQuery($"sum by (pod) (increase(kube_pod_container_status_restarts_total{{{Pods}}}[1h]))", "{{pod}}")).Limits(1, 3)),
        Line.Of(
            Graph("Network", "Received and sent bytes of the pods.", Units.BytesPerSecond,
                new PromQuery($"sum(rate(container_network_receive_bytes_total{{{Pods}}}[{PromQl.Window}]))", "received"),
                new PromQuery($"sum(rate(container_network_transmit_bytes_total{{{Pods}}}[{PromQl.Window}]))", "sent")),
            Graph("Throttled", "Share of periods in which a container had to wait because of its limit of CPU.", Units.Ratio,
                new PromQuery($"sum by (pod) (rate(container_cpu_cfs_throttled_periods_total{{{Pods}}}[{PromQl.Window}])) / sum by (pod) (rate(container_cpu_cfs_periods_total{{{Pods}}}[{PromQl.Window}]))", "{{pod}}")).Limits(0.1, 0.3)));

    private static Section TracesAndLogs(MonitoredShop shop) => new("Traces and logs",
        Line.OfLists(
            new Panel(PanelKind.Table, "Failed requests", "Newest traces in which this service failed.", Units.None, new TraceQuery($"{{ {shop.SpanCondition} && resource.service.name =~ \"$service\" && status = error }}")),
            new Panel(PanelKind.Table, "Slow requests", "Newest traces in which this service took more than 500 ms.", Units.None, new TraceQuery($"{{ {shop.SpanCondition} && resource.service.name =~ \"$service\" && duration > 500ms }}"))),
        Line.OfLists(Logs("Logs", "Warnings and worse. The trace id of a line leads to its trace.", $"{Shared.LogsOfService(shop)} | severity_text=~\"Warning|Error|Critical\"")));
}
