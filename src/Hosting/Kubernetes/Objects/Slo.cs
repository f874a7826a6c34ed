using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Monitoring;
using OtelShop.Hosting.Monitoring.Rules;
using OtelShop.Hosting.Monitoring.Slo;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Whose requests a query is about.</summary>
/// <param name="Selector">Label matcher.</param>
/// <param name="Window">Time that one measurement covers.</param>
/// <param name="Minimum">Requests below which there is no answer.</param>
internal sealed record SloSubject(string Selector, string Window, string Minimum);

/// <param name="Name">Of the metric.</param>
/// <param name="Limit">Value that it has to stay below.</param>
/// <param name="Text">PromQL; no result when there were too few requests.</param>
internal sealed record SloQuery(string Name, string Limit, string Text);

/// <summary>
/// The service levels in PromQL: errors and latencies of each service's target. Metrics are those of OpenTelemetry's conventions, named as Prometheus translates
/// them; the label <c>instance</c> is <c>service.instance.id</c>, which is the pod's name.
/// </summary>
internal static class Slo
{
    /// <summary>What tells how a workload does: how others call it, or for consumers the messages. Null when it does neither.</summary>
    public static ServiceProtocol? ProtocolOf(ShopModel shop, Workload workload) => shop.CalledPort(workload) switch
    {
        { IsHttp2: true } => ServiceProtocol.Grpc,
        not null => ServiceProtocol.Http,
        null => workload.Backing.OfType<KafkaService>().Any() ? ServiceProtocol.Messaging : null,
    };

    /// <summary>Services that call the workload.</summary>
    public static IReadOnlyList<string> CallersOf(ShopModel shop, Workload workload) => [.. Callers(shop, workload).Select(caller => caller.Name)];

    /// <summary>What all requests of a workload together have to meet.</summary>
    public static SloTarget TargetOf(Workload workload) => workload.Resource.TryGetLastAnnotation<ServiceSlo>(out var slo) ? slo.Weakest : SloTarget.Default;

    /// <summary>What all requests of the callers together have to meet.</summary>
    public static SloTarget TargetOfCallers(ShopModel shop, Workload workload) =>
        Callers(shop, workload).Select(TargetOf).Aggregate((one, other) => one.Weakest(other));

    public static string NameOf(ServiceProtocol protocol) => $"slo-{protocol.ToString().ToLowerInvariant()}";

    /// <summary>What the name of an analysis ends with, so that each target has its own.</summary>
    public static string SuffixOf(SloTarget target) => target == SloTarget.Default
        ? ""
        : FormattableString.Invariant($"-{target.Availability * 1000:0}-{target.P95.TotalMilliseconds:0}-{target.P99.TotalMilliseconds:0}");

    /// <summary>Requests in a window that make a measurement. Orders are rare beside requests.</summary>
    public static int MinimumOf(ServiceProtocol protocol) => protocol is ServiceProtocol.Messaging ? 1 : 10;

    /// <summary>Address of Prometheus. The operator gives this Service to every Prometheus.</summary>
    public static string PrometheusOf(ShopModel shop) => $"http://prometheus-operated.{shop.Environment.PrometheusNamespace}:9090";

    public static IEnumerable<SloQuery> Queries(ServiceProtocol protocol, SloSubject subject, SloTarget target) => Queries(subject, target, [protocol]);

    /// <summary>Queries over everything that the callers serve, whatever its protocol.</summary>
    public static IEnumerable<SloQuery> QueriesOfCallers(SloSubject subject, SloTarget target) => Queries(subject, target, [ServiceProtocol.Http, ServiceProtocol.Grpc]);

    private static IOrderedEnumerable<Workload> Callers(ShopModel shop, Workload workload) => shop.Edges.Where(edge => edge.To == workload.Name).Select(edge => edge.From).Distinct()
        .SelectMany(caller => shop.Workloads.Where(other => other.Name == caller && other.PublicImage is null)).OrderBy(caller => caller.Name, StringComparer.Ordinal);

    private static IEnumerable<SloQuery> Queries(SloSubject subject, SloTarget target, ServiceProtocol[] protocols)
    {
        string Selector(ServiceProtocol protocol, string errors) => string.Join(',', new[] { subject.Selector, SloMetrics.RequestsOf(protocol), errors }.Where(matcher => matcher.Length > 0));
        string Sum(string by, string suffix, bool errors) => $"sum{by}("
            + string.Join(" or ", protocols.Select(protocol => $"increase({SloMetrics.HistogramOf(protocol)}_{suffix}{{{Selector(protocol, errors ? SloMetrics.ErrorsOf(protocol) : "")}}}[{subject.Window}])")) + ")";
        var enough = $"{Sum("", "count", errors: false)} >= {subject.Minimum}";
        yield return new SloQuery("error-rate", Number(target.MaxErrorRate), $"({Sum("", "count", errors: true)} or vector(0))\n/ {Sum("", "count", errors: false)}\nand {enough}\n");
        foreach (var (quantile, name, limit) in new[] { ("0.95", "latency-p95", target.P95), ("0.99", "latency-p99", target.P99) })
            yield return new SloQuery(name, Number(limit.TotalSeconds), $"histogram_quantile({quantile}, {Sum(" by (le) ", "bucket", errors: false)})\nand {enough}\n");
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
