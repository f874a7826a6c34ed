using OtelShop.Dashboard.ServiceMap;
using OtelShop.Dashboard.Telemetry.Metrics;

namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>Sums up what services were asked and how they answered: the same requests as the service map counts.</summary>
internal sealed class SignalsSource(TrafficSource traffic, MetricStore metrics)
{
    private const int SparkSteps = 30;

    public SignalsBoard Board(TimeSpan window, long? until, Slo slo)
    {
        var (graph, requests, since) = traffic.Read(window, until);
        Dictionary<string, RequestLog> logs = new(StringComparer.Ordinal);
        foreach (var span in requests)
        {
            if (!logs.TryGetValue(span.Resource.ServiceName, out var log))
                logs.Add(span.Resource.ServiceName, log = new(graph.From, graph.Until, since(span.Resource.ServiceName)));
            log.Add(span);
        }

        var services = logs.Select(l => l.Value.Sum(l.Key, slo, SparkSteps, SaturationOf(l.Key, graph.Until)));
        return new(graph.From, graph.Until, slo, [.. services.Order(WorstFirst.Instance)]);
    }

    /// <summary>The requests of one service in the window.</summary>
    public (ServiceGraph Graph, RequestLog Log) Requests(string service, TimeSpan window, long? until)
    {
        var (graph, requests, since) = traffic.Read(window, until);
        var log = new RequestLog(graph.From, graph.Until, since(service));
        foreach (var span in requests)
        {
            if (span.Resource.ServiceName == service)
                log.Add(span);
        }

        return (graph, log);
    }

    public Saturation SaturationOf(string service, long until) => new(
        metrics.Latest(service, "dotnet.process.cpu.time", until) ?? metrics.Latest(service, "process.cpu.time", until),
        metrics.Latest(service, "dotnet.process.memory.working_set", until) ?? metrics.Latest(service, "process.memory.usage", until),
        metrics.Latest(service, "dotnet.thread_pool.queue.length", until));

    /// <summary>A metric over time. Null where the service does not send it.</summary>
    public MetricResult? Saturation(string service, string instrument, long from, long until) =>
        metrics.Read(new() { Service = service, Instrument = instrument, From = from, Until = until, MaxSteps = 60 });
}
