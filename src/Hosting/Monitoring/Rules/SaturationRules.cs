namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Resources that run out now, and those that will: processors above 70 %, memory above 80 %.</summary>
internal static class SaturationRules
{
    private const string Dashboard = "/d/otelshop-infrastructure";
    private const string MaxCpu = "0.7";
    private const string MaxMemory = "0.8";
    private const string MaxIdle = "0.8";
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FifteenMinutes = TimeSpan.FromMinutes(15);

    public static RuleGroup Of(MonitoredShop shop, RuleSpeed speed)
    {
        var (window, job) = (speed.Window(FiveMinutes), shop.JobMatcher);
        return new RuleGroup("saturation", RuleSpeed.Text(speed.Interval),
        [
            // The number of processors is the container's limit where there is one.
            Rule.Recording(Series.CpuUtilization, $"max by (job) (\n  sum by (job, instance) (rate(process_cpu_time_seconds_total{{{job}}}[{window}]))\n  / sum by (job, instance) (dotnet_process_cpu_count{{{job}}})\n)"),
            Alert("CpuSaturated", speed).When(
                Owned($"{Series.CpuUtilization} > {MaxCpu}"),
                "{{ $labels.service }} uses {{ $value | humanizePercentage }} of its processors",
                "The busiest instance of {{ $labels.service }} uses {{ $value | humanizePercentage }} of its processors; from 70 % on requests wait."),
            Alert("MemorySaturated", speed).When(
                "(label_replace(\n  max by (namespace, pod, container) (container_memory_working_set_bytes{container!=\"\",namespace!~\"" + Previews.Namespaces + "\"})\n"
                + "  / on (namespace, pod, container) max by (namespace, pod, container) (kube_pod_container_resource_limits{resource=\"memory\"})\n"
                + $"  > {MaxMemory}, \"service\", \"$1\", \"container\", \"(.+)\"))\n* on (service) group_left (owner) {Series.ServiceInfo}",
                "{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its memory",
                "{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its memory limit; at 100 % the kernel ends it."),
            Alert("ThreadPoolQueueLong", speed).When(
                // .NET counts it as if it could only grow, which the name shows.
                Owned($"max by (job) (dotnet_thread_pool_queue_length_total{{{job}}}) > 100"),
                "{{ $value }} work items wait for a thread of {{ $labels.service }}",
                "The thread pool of {{ $labels.service }} has no free thread: code blocks threads, or there are too few processors."),
            Alert("ConnectionPoolSaturated", speed).When(
                Owned($"max by (job, db_client_connection_pool_name) (\n  sum by (job, instance, db_client_connection_pool_name) (db_client_connection_count{{{job},db_client_connection_state=\"used\"}})\n"
                    + $"  / sum by (job, instance, db_client_connection_pool_name) (db_client_connection_max{{{job}}})\n) > 0.8"),
                "{{ $labels.service }} uses {{ $value | humanizePercentage }} of its database connections",
                "The pool {{ $labels.db_client_connection_pool_name }} of {{ $labels.service }} is nearly used up; then requests wait for a connection."),
            NodeAlert("NodeCpuSaturated", speed).When(
                $"1 - avg by (instance) (rate(node_cpu_seconds_total{{mode=\"idle\"}}[{window}])) > {MaxCpu}",
                "Node {{ $labels.instance }} uses {{ $value | humanizePercentage }} of its processors",
                "Node {{ $labels.instance }} uses {{ $value | humanizePercentage }} of its processors."),
            NodeAlert("NodeMemorySaturated", speed).When(
                $"1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes > {MaxMemory}",
                "Node {{ $labels.instance }} uses {{ $value | humanizePercentage }} of its memory",
                "Node {{ $labels.instance }} uses {{ $value | humanizePercentage }} of its memory; pods without requests are evicted first."),
            NodeAlert("VolumeFillsUp", speed).When(
                $"(predict_linear(kubelet_volume_stats_available_bytes{{namespace!~\"{Previews.Namespaces}\"}}[{speed.Window(TimeSpan.FromHours(6))}], {speed.Scaled(4 * 86400)}) < 0 and kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.4)\n"
                + $"or (predict_linear(node_filesystem_avail_bytes{{fstype=~\"ext4|xfs\"}}[{speed.Window(TimeSpan.FromHours(6))}], {speed.Scaled(4 * 86400)}) < 0 and node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.4)",
                "A volume is full within four days",
                "Volume {{ $labels.persistentvolumeclaim }}{{ $labels.mountpoint }} at {{ $labels.instance }} is full within four days if it goes on as in the last six hours."),
            NodeAlert("RequestsIdle", speed).When(
                $"1 - sum by (namespace) (rate(container_cpu_usage_seconds_total{{container!=\"\"}}[{speed.Window(TimeSpan.FromDays(1))}]))\n"
                + $"  / sum by (namespace) (kube_pod_container_resource_requests{{resource=\"cpu\"}}) > {MaxIdle}\n"
                + $"and on (namespace) kube_namespace_labels{{label_app_kubernetes_io_part_of=\"{shop.Namespace}\",namespace!~\"{Previews.Namespaces}\"}}\n"
                // A stage of hours has no day behind it.
                + $"and on (namespace) count by (namespace) (container_cpu_usage_seconds_total{{container!=\"\"}} offset {speed.Window(TimeSpan.FromDays(1))})",
                "{{ $value | humanizePercentage }} of the processors that {{ $labels.namespace }} requests are idle",
                "Pods of {{ $labels.namespace }} did not use {{ $value | humanizePercentage }} of the processors that they request within a day; nodes are paid for by requests."),
            Alert("CapacityExhaustedSoon", speed).When(
                Owned($"predict_linear({Series.CpuUtilization}[{speed.Window(TimeSpan.FromDays(1))}], {speed.Scaled(7 * 86400)}) > {MaxCpu} and {Series.CpuUtilization} > 0.35\n"
                    // A trend of minutes says nothing about a week.
                    + $"and {Series.CpuUtilization} offset {speed.Window(TimeSpan.FromHours(12))}"),
                "{{ $labels.service }} needs more processors within a week",
                "If it goes on as in the last day, {{ $labels.service }} uses {{ $value | humanizePercentage }} of its processors in a week."),
        ]);
    }

    private static AlertRule Alert(string name, RuleSpeed speed) => new(name, "saturation", Dashboard, Severity.Ticket, AlertKind.Capacity) { For = speed.Wait(FifteenMinutes) };

    private static AlertRule NodeAlert(string name, RuleSpeed speed) => Alert(name, speed) with { Owner = MonitoredService.DefaultOwner };

    private static string Owned(string expression) => $"({expression})\n* on (job) group_left (service, owner) {Series.ServiceInfo}";
}
