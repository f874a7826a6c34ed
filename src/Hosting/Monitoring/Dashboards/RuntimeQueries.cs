namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>How much of its process and machine a service uses.</summary>
internal static class RuntimeQueries
{
    /// <summary>Share of the processors that the process may use.</summary>
    public static string Cpu(string selector) => $"{PromQl.Rate("dotnet_process_cpu_time_seconds_total", selector, "job")} / sum by (job) (dotnet_process_cpu_count{{{selector}}})";

    public static string Memory(string selector) => $"sum by (job) (process_memory_usage_bytes{{{selector}}})";

    public static string QueueLength(string selector) => $"sum by (job) (dotnet_thread_pool_queue_length_total{{{selector}}})";
}
