using System.Text.Json.Nodes;
using Aspire.Hosting;
using k8s;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Monitoring;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// Analyses of a new version by Argo Rollouts: the service levels of its own pods and of its direct callers, and a test order. Too few requests are
/// inconclusive, and pause the rollout instead of promoting it.
/// </summary>
internal sealed class AnalysisObjects(ObjectList list, ShopModel shop, Variant variant)
{
    private const string Api = "argoproj.io/v1alpha1";
    private const string Callers = "slo-callers";
    private const string CallersArgument = "callers";
    private const string MinimumArgument = "minimum-requests";
    private const string AddressArgument = "address";

    // Exporters send each minute; every window has its own requests, so that one error counts once.
    private const string Window = "3m";
    private const int Measurements = 3;

    private static readonly SloSubject NewPods = new("instance=~\"{{args.service}}-{{args.pod-template-hash}}-.+\"", Window, $"{{{{args.{MinimumArgument}}}}}");
    private static readonly SloSubject CallingServices = new("job=~\"otelshop/({{args.callers}})\"", Window, $"{{{{args.{MinimumArgument}}}}}");

    /// <summary>The analysis of a workload's service levels. Null when it serves nothing.</summary>
    public object? OfServiceLevels(Workload workload)
    {
        if (Slo.ProtocolOf(shop, workload) is not { } protocol)
            return null;
        var callers = Slo.CallersOf(shop, workload);
        var templates = new List<object> { new { templateName = Slo.NameOf(protocol) + Slo.SuffixOf(Slo.TargetOf(workload)) } };
        var arguments = new List<object>
        {
            new { name = "service", value = workload.Name },
            new { name = "pod-template-hash", valueFrom = new { podTemplateHashValue = "Latest" } },
        };
        if (callers.Count > 0)
        {
            templates.Add(new { templateName = Callers + Slo.SuffixOf(Slo.TargetOfCallers(shop, workload)) });
            arguments.Add(new { name = CallersArgument, value = string.Join('|', callers) });
        }

        return new { templates, args = arguments };
    }

    /// <summary>The analysis that places an order at an address.</summary>
    public static object OfSmokeTest(string address) =>
        new { templates = new[] { new { templateName = SmokeTest.Name } }, args = new[] { new { name = AddressArgument, value = address } } };

    public void AddTemplates()
    {
        var delivered = shop.Workloads.Where(DeliveryObjects.Delivers).ToList();
        foreach (var (protocol, target) in delivered.Select(workload => (Protocol: Slo.ProtocolOf(shop, workload), Target: Slo.TargetOf(workload))).Where(one => one.Protocol is not null).Distinct().OrderBy(one => one.Protocol))
            AddTemplate(Slo.NameOf(protocol!.Value) + Slo.SuffixOf(target), ["service", "pod-template-hash"], Slo.MinimumOf(protocol.Value), Slo.Queries(protocol.Value, NewPods, target));
        foreach (var target in delivered.Where(workload => Slo.CallersOf(shop, workload).Count > 0).Select(workload => Slo.TargetOfCallers(shop, workload)).Distinct())
            AddTemplate(Callers + Slo.SuffixOf(target), [CallersArgument], Slo.MinimumOf(ServiceProtocol.Http), Slo.QueriesOfCallers(CallingServices, target).Select(query => query with { Name = $"callers-{query.Name}" }));
        if (variant.Delivery is KubernetesDelivery.BlueGreen && delivered.Any(workload => workload.Options.IsBlueGreen))
            AddSmokeTest();
    }

    private void AddTemplate(string name, string[] arguments, int minimum, IEnumerable<SloQuery> queries) => list.Add(Api, "AnalysisTemplate", name, new
    {
        args = arguments.Select(argument => new Dictionary<string, string> { ["name"] = argument })
            .Append(new Dictionary<string, string> { ["name"] = MinimumArgument, ["value"] = $"{minimum}" }),
        metrics = queries.Select(query => new
        {
            name = query.Name,
            initialDelay = Window,
            interval = Window,
            count = Measurements,
            successCondition = $"len(result) > 0 && result[0] < {query.Limit}",
            failureCondition = $"len(result) > 0 && result[0] >= {query.Limit}",
            failureLimit = 1,
            inconclusiveLimit = 1,
            consecutiveErrorLimit = 2,
            provider = new { prometheus = new { address = Slo.PrometheusOf(shop), query = query.Text } },
        }),
    });

    private void AddSmokeTest()
    {
        list.Add(new k8s.Models.V1ServiceAccount { AutomountServiceAccountToken = false }, SmokeTest.Name);
        list.Add(Api, "AnalysisTemplate", SmokeTest.Name, new
        {
            args = new[] { new { name = AddressArgument } },
            metrics = new[]
            {
                new
                {
                    name = "order",
                    failureLimit = 0,
                    provider = new { job = new { spec = JsonNode.Parse(KubernetesJson.Serialize(SmokeTest.Job("{{args.address}}", variant.Mesh))) } },
                },
            },
        });
    }
}
