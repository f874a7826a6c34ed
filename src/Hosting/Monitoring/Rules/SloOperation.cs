using Aspire.Hosting;
using OtelShop.Hosting.Monitoring.Slo;

namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Requests of a service that share a target.</summary>
/// <param name="Name"><c>read</c>, <c>write</c> or, for messages, <c>process</c>.</param>
/// <param name="Target">What users may expect of them.</param>
/// <param name="Match">Operator that compares with <paramref name="Methods"/>.</param>
/// <param name="Methods">Methods that write. None: every request is of this operation.</param>
internal sealed record SloOperation(string Name, SloTarget Target, string Match, IReadOnlyList<string> Methods)
{
    public static IEnumerable<SloOperation> Of(MonitoredService service) => (service.Protocol, service.Slo) switch
    {
        (null, _) or (_, null) => [],
        (ServiceProtocol.Messaging, var slo) => [new SloOperation("process", slo.Writes, "", [])],
        (_, { WriteMethods: [] } slo) => [new SloOperation("read", slo.Reads, "", [])],
        (_, { WriteMethods: [ServiceSlo.AllMethods] } slo) => [new SloOperation("write", slo.Writes, "", [])],
        (_, var slo) => [new SloOperation("read", slo.Reads, "!~", slo.WriteMethods), new SloOperation("write", slo.Writes, "=~", slo.WriteMethods)],
    };

    /// <summary>What is measured: name, share of requests that must be good, and the time limit of latencies.</summary>
    public IReadOnlyList<(string Name, double Objective, TimeSpan? Limit)> Indicators =>
        [("availability", Math.Round(1 - Target.MaxErrorRate, 10), null), ("latency_p95", 0.95, Target.P95), ("latency_p99", 0.99, Target.P99)];
}
