using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Every reference of a Rollout or of a Canary of Flagger resolves: pods, Services, routes, autoscaler and analyses with their arguments.</summary>
internal sealed class DeliveryCheck
{
    private static readonly string[] CanaryFields = ["provider", "targetRef", "autoscalerRef", "progressDeadlineSeconds", "service", "analysis"];
    private static readonly string[] Providers = ["kubernetes", "istio", "gatewayapi:v1"];

    private readonly IReadOnlyList<KubernetesObject> _objects;

    private DeliveryCheck(IReadOnlyList<KubernetesObject> objects) => _objects = objects;

    public static IEnumerable<string> Check(IReadOnlyList<KubernetesObject> objects)
    {
        var check = new DeliveryCheck(objects);
        return objects.SelectMany(item => check.Of(item).Select(fault => $"{item}: {fault}"));
    }

    /// <summary>Analyses of a Rollout, in the order in which they run.</summary>
    public static IEnumerable<JsonNode> Analyses(KubernetesObject rollout) =>
        ((JsonNode?[])[
            .. rollout.Spec.Items("strategy", "canary", "steps").Select(step => step["analysis"]),
            rollout.Spec.At("strategy", "blueGreen", "prePromotionAnalysis"), rollout.Spec.At("strategy", "blueGreen", "postPromotionAnalysis")]).OfType<JsonNode>();

    private IEnumerable<string> Of(KubernetesObject item) => item.Kind switch
    {
        "Rollout" => [.. OfPods(item), .. OfServices(item), .. OfRouting(item), .. Analyses(item).SelectMany(OfAnalysis)],
        "Canary" => OfCanary(item),
        _ => [],
    };

    private IEnumerable<string> OfPods(KubernetesObject rollout)
    {
        var reference = rollout.Spec.At("workloadRef");
        if (Find(reference.Text("kind"), reference.Text("name")) is not { } deployment)
            yield return $"there is no {reference.Text("kind")} {reference.Text("name")}";
        else if (deployment.Spec.Number("replicas") is not 0)
            yield return $"{deployment} has pods of its own";
        if (_objects.Count(item => ScalingRange.IsScaler(item) && item.Spec.Text("scaleTargetRef", "kind") == "Rollout" && item.Spec.Text("scaleTargetRef", "name") == rollout.Name) != 1)
            yield return "not exactly one autoscaler scales it";
    }

    private IEnumerable<string> OfServices(KubernetesObject rollout) =>
        from field in (string[][])[["blueGreen", "activeService"], ["blueGreen", "previewService"], ["canary", "stableService"], ["canary", "canaryService"]]
        let name = rollout.Spec.Text(["strategy", .. field])
        where name is not null
        let service = Find("Service", name)
        where service is null || !JsonNode.DeepEquals(service.Spec.At("selector"), rollout.Spec.At("selector", "matchLabels"))
        select service is null ? $"there is no Service {name}" : $"{service} selects other pods";

    private IEnumerable<string> OfRouting(KubernetesObject rollout)
    {
        var canary = rollout.Spec.At("strategy", "canary");
        if (canary.At("trafficRouting", "plugins", "argoproj-labs/gatewayAPI") is { } plugin)
        {
            if (plugin.Text("namespace") != rollout.Namespace) yield return "its route is in another namespace";
            string?[] wanted = [canary.Text("stableService"), canary.Text("canaryService")];
            var routes = plugin.Items("grpcRoutes").Select(route => (Kind: "GRPCRoute", Name: route.Text("name"))).ToList();
            foreach (var (kind, name) in routes.Count > 0 ? routes : [("HTTPRoute", plugin.Text("httpRoute"))])
            {
                var weights = Find(kind, name)?.Spec.Items("rules").SelectMany(rule => rule.Items("backendRefs")).ToDictionary(backend => backend.Text("name")!, backend => backend.Number("weight"));
                if (weights is null) yield return $"there is no {kind} {name}";
                else if (!weights.Keys.ToHashSet().SetEquals(wanted!)) yield return "its route does not lead to the stable and the canary Service";
                else if (weights[wanted[0]!] is not 100 || weights[wanted[1]!] is not 0) yield return "its route sends requests to a canary that is not there";
            }
        }

        if (canary.At("trafficRouting", "istio") is { } istio)
        {
            var routes = Find("VirtualService", istio.Text("virtualService", "name"))?.Spec.Items("http").ToDictionary(route => route.Text("name")!);
            var subsets = Find("DestinationRule", istio.Text("destinationRule", "name"))?.Spec.Items("subsets").Select(subset => subset.Text("name")).ToHashSet();
            string?[] wanted = [istio.Text("destinationRule", "stableSubsetName"), istio.Text("destinationRule", "canarySubsetName")];
            if (routes is null || istio.Items("virtualService", "routes").Any(route => !routes.ContainsKey(route.ToString()))) yield return "its routes are not in the VirtualService";
            if (subsets is null || !subsets.SetEquals(wanted)) yield return "its subsets are not in the DestinationRule";
        }
    }

    private IEnumerable<string> OfAnalysis(JsonNode analysis)
    {
        var names = analysis.Items("templates").Select(template => template.Text("templateName")!).ToList();
        var templates = names.Select(name => Find("AnalysisTemplate", name)).OfType<KubernetesObject>().ToList();
        foreach (var missing in names.Except(templates.Select(template => template.Name))) yield return $"there is no AnalysisTemplate {missing}";
        var given = analysis.Items("args").Select(argument => argument.Text("name")!).ToHashSet();
        var known = templates.SelectMany(template => template.Spec.Items("args")).ToList();
        foreach (var argument in known.Where(argument => argument["value"] is null && !given.Contains(argument.Text("name")!))) yield return $"its analysis is not given {argument.Text("name")}";
        foreach (var argument in given.Except(known.Select(argument => argument.Text("name")!))) yield return $"its analysis does not know {argument}";
        // The controller refuses templates with metrics of one name.
        foreach (var twice in templates.SelectMany(template => template.Spec.Items("metrics")).CountBy(metric => metric.Text("name")!).Where(metric => metric.Value > 1))
            yield return $"its analysis has {twice.Key} twice";
    }

    // Schemas of Flagger are in no npm package.
    private IEnumerable<string> OfCanary(KubernetesObject canary)
    {
        foreach (var field in canary.Spec.Fields().Select(field => field.Key).Except(CanaryFields)) yield return $"has an unknown field {field}";
        if (!Providers.Contains(canary.Spec.Text("provider"))) yield return $"has the unknown provider {canary.Spec.Text("provider")}";
        foreach (var reference in (string[])["targetRef", "autoscalerRef"])
            if (Find(canary.Spec.Text(reference, "kind"), canary.Spec.Text(reference, "name")) is null) yield return $"there is no {canary.Spec.Text(reference, "kind")} {canary.Spec.Text(reference, "name")}";
        if (Find("Service", canary.Name) is not null) yield return "Flagger makes the Service, which is published too";
        if ((canary.Spec.At("analysis", "stepWeights") is null) != (canary.Spec.Text("provider") == "kubernetes")) yield return "weights need a provider that divides requests";
        foreach (var metric in canary.Spec.Items("analysis", "metrics").Where(metric => Find("MetricTemplate", metric.Text("templateRef", "name")) is null))
            yield return $"there is no MetricTemplate {metric.Text("templateRef", "name")}";
    }

    private KubernetesObject? Find(string? kind, string? name) => _objects.FirstOrDefault(item => item.Kind == kind && item.Name == name);
}
