using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// Canaries of Flagger. It makes the Services, a copy of each Deployment with the version in use, and the routes; so it needs its setting <c>selectorLabels</c> to be
/// <see cref="Labels.Instance"/>: the label that policies and budgets select by stays alike for both copies.
/// </summary>
internal sealed class FlaggerObjects(ObjectList list, ShopModel shop, Variant variant)
{
    private const string Api = "flagger.app/v1beta1";
    private const string Callers = "slo-callers";
    private const string Interval = "3m";
    private const string GatewayApi = "gatewayapi:v1";
    private static readonly int[] Weights = [10, 50, 100];

    // Pods of the copy have one part more in their names.
    private static readonly SloSubject NewPods = new("instance=~\"{{ target }}-[a-z0-9]+-[a-z0-9]{5}\"", "{{ interval }}", "10");
    private static readonly SloSubject CallingServices = new("job=~\"otelshop/({{ variables.callers }})\"", "{{ interval }}", "10");

    public void Add()
    {
        var delivered = shop.Workloads.Where(workload => DeliveryObjects.IsFlagger(shop, workload, variant.Delivery)).ToList();
        foreach (var protocol in delivered.Select(workload => Slo.ProtocolOf(shop, workload)!.Value).Distinct().Order())
            AddTemplates(Slo.NameOf(protocol), Slo.Queries(protocol, NewPods, SloTarget.Default));
        if (delivered.Any(workload => Slo.CallersOf(shop, workload).Count > 0))
            AddTemplates(Callers, Slo.QueriesOfCallers(CallingServices, SloTarget.Default));
        foreach (var workload in delivered)
            AddCanary(workload);
    }

    // Limits are in the canaries.
    private void AddTemplates(string prefix, IEnumerable<SloQuery> queries)
    {
        foreach (var query in queries)
            list.Add(Api, "MetricTemplate", $"{prefix}-{query.Name}", new { provider = new { type = "prometheus", address = Slo.PrometheusOf(shop) }, query = query.Text });
    }

    private void AddCanary(Workload workload)
    {
        var port = shop.CalledPort(workload)!;
        var isRouted = workload.IsExternal || variant.Mesh is not Mesh.None;
        var analysis = new Dictionary<string, object> { ["interval"] = Interval, ["threshold"] = 2, ["metrics"] = Metrics(workload) };
        if (isRouted)
            analysis["stepWeights"] = Weights;
        else
            analysis["iterations"] = Weights.Length;
        var service = new Dictionary<string, object> { ["port"] = port.Number, ["targetPort"] = port.Name, ["portName"] = port.Name, ["appProtocol"] = port.IsHttp2 ? "kubernetes.io/h2c" : "http" };
        if (workload.IsExternal)
            (service["hosts"], service["gatewayRefs"]) = (new[] { variant.Stage.Host }, new object[] { new { name = Labels.Shop, sectionName = EntranceObjects.Listener } });
        else if (variant.Mesh is Mesh.Linkerd)
            service["gatewayRefs"] = new object[] { new { group = "core", kind = "Service", name = workload.Name, port = port.Number } };
        var autoscaler = Scaling.AutoscalerOf(variant.Stage);
        if (variant.Mesh is Mesh.Istio && !workload.IsExternal)
            (service["retries"], service["trafficPolicy"]) = (MeshTraffic.Once, MeshTraffic.CircuitBreaker);
        list.Add(Api, "Canary", workload.Name, new
        {
            provider = workload.IsExternal || variant.Mesh is Mesh.Linkerd ? GatewayApi : variant.Mesh is Mesh.Istio ? "istio" : "kubernetes",
            targetRef = new { apiVersion = "apps/v1", kind = "Deployment", name = workload.Name },
            autoscalerRef = new { apiVersion = autoscaler.Api, kind = autoscaler.Kind, name = workload.Name },
            progressDeadlineSeconds = 600,
            service,
            analysis,
        });
    }

    private List<object> Metrics(Workload workload)
    {
        object Metric(string template, SloQuery query, Dictionary<string, string>? variables)
        {
            var metric = new Dictionary<string, object>
            {
                ["name"] = $"{template}-{query.Name}",
                ["interval"] = Interval,
                ["templateRef"] = new { name = $"{template}-{query.Name}" },
                ["thresholdRange"] = new { max = decimal.Parse(query.Limit, System.Globalization.CultureInfo.InvariantCulture) },
            };
            if (variables is not null)
                metric["templateVariables"] = variables;
            return metric;
        }

        var protocol = Slo.ProtocolOf(shop, workload)!.Value;
        var metrics = Slo.Queries(protocol, NewPods, Slo.TargetOf(workload)).Select(query => Metric(Slo.NameOf(protocol), query, null)).ToList();
        if (Slo.CallersOf(shop, workload) is { Count: > 0 } callers)
            metrics.AddRange(Slo.QueriesOfCallers(CallingServices, Slo.TargetOfCallers(shop, workload)).Select(query => Metric(Callers, query, new Dictionary<string, string> { ["callers"] = string.Join('|', callers) })));
        return metrics;
    }
}
