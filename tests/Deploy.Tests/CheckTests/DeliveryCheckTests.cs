namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class DeliveryCheckTests
{
    private const string Canary = """
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: cart, namespace: shop }, spec: { replicas: 0, selector: { matchLabels: { app: cart } }, template: { metadata: { labels: { app: cart } } } } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: cart-stable, namespace: shop }, spec: { selector: { app: cart } } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: cart-canary, namespace: shop }, spec: { selector: { app: cart } } }
        ---
        kind: HTTPRoute
        metadata: { name: cart, namespace: shop }
        spec: { rules: [ { backendRefs: [ { name: cart-stable, weight: 100 }, { name: cart-canary, weight: 0 } ] } ] }
        ---
        { kind: HorizontalPodAutoscaler, metadata: { name: cart, namespace: shop }, spec: { maxReplicas: 10, scaleTargetRef: { kind: Rollout, name: cart } } }
        ---
        { kind: AnalysisTemplate, metadata: { name: slo, namespace: shop }, spec: { args: [ { name: service } ], metrics: [ { name: errors } ] } }
        ---
        kind: Rollout
        metadata: { name: cart, namespace: shop }
        spec:
          selector: { matchLabels: { app: cart } }
          workloadRef: { kind: Deployment, name: cart }
          strategy:
            canary:
              maxSurge: 1
              stableService: cart-stable
              canaryService: cart-canary
              dynamicStableScale: true
              trafficRouting: { plugins: { argoproj-labs/gatewayAPI: { httpRoute: cart, namespace: shop } } }
              steps: [ { setWeight: 10 }, { analysis: { templates: [ { templateName: slo } ], args: [ { name: service, value: cart } ] } } ]
        """;

    [Fact]
    public void A_rollout_whose_references_resolve_passes() => Assert.Empty(DeliveryCheck.Check(KubernetesObject.Parse(Canary)));

    [Theory]
    [InlineData("kind: Deployment, name: cart }", "kind: Deployment, name: carts }", "there is no Deployment carts")]
    [InlineData("replicas: 0", "replicas: 1", "Deployment/cart has pods of its own")]
    [InlineData("kind: Rollout, name: cart }", "kind: Deployment, name: cart }", "not exactly one autoscaler scales it")]
    [InlineData("stableService: cart-stable", "stableService: cart-old", "there is no Service cart-old", "its route does not lead to the stable and the canary Service")]
    [InlineData("spec: { selector: { app: cart } }", "spec: { selector: { app: carts } }", "Service/cart-stable selects other pods")]
    [InlineData("httpRoute: cart", "httpRoute: carts", "there is no HTTPRoute carts")]
    [InlineData("httpRoute: cart", "grpcRoutes: [ { name: cart } ]", "there is no GRPCRoute cart")]
    [InlineData("weight: 0", "weight: 10", "its route sends requests to a canary that is not there")]
    [InlineData("gatewayAPI: { httpRoute: cart, namespace: shop }", "gatewayAPI: { httpRoute: cart, namespace: other }", "its route is in another namespace")]
    [InlineData("templateName: slo", "templateName: sla", "there is no AnalysisTemplate sla", "its analysis does not know service")]
    [InlineData("args: [ { name: service, value: cart } ]", "args: []", "its analysis is not given service")]
    [InlineData("{ name: errors }", "{ name: errors }, { name: errors }", "its analysis has errors twice")]
    public void A_wrong_rollout_is_named(string old, string replacement, params string[] faults) =>
        Assert.Equal(faults.Select(fault => $"Rollout/cart: {fault}"), DeliveryCheck.Check(KubernetesObject.Parse(Canary.Replace(old, replacement, StringComparison.Ordinal))).Take(faults.Length));

    [Theory]
    [InlineData("provider: istio", "provider: istio", "")]
    [InlineData("provider: istio", "provider: nginx", "has the unknown provider nginx")]
    [InlineData("provider: istio", "provider: kubernetes", "weights need a provider that divides requests")]
    [InlineData("kind: Deployment, name: cart }", "kind: Deployment, name: carts }", "there is no Deployment carts")]
    [InlineData("name: errors }, kind: MetricTemplate", "name: error }, kind: MetricTemplate", "there is no MetricTemplate errors")]
    [InlineData("analysis: {", "skipAnalysis: true, analysis: {", "has an unknown field skipAnalysis")]
    public void A_wrong_canary_of_Flagger_is_named(string old, string replacement, string fault)
    {
        const string Flagger = """
            { kind: Deployment, metadata: { name: cart } }
            ---
            { kind: HorizontalPodAutoscaler, metadata: { name: cart } }
            ---
            { metadata: { name: errors }, kind: MetricTemplate }
            ---
            kind: Canary
            metadata: { name: cart }
            spec: { provider: istio, targetRef: { kind: Deployment, name: cart }, autoscalerRef: { kind: HorizontalPodAutoscaler, name: cart }, service: {}, analysis: { stepWeights: [ 10 ], metrics: [ { templateRef: { name: errors } } ] } }
            """;

        Assert.Equal(fault, string.Join(", ", DeliveryCheck.Check(KubernetesObject.Parse(Flagger.Replace(old, replacement, StringComparison.Ordinal)))).Replace("Canary/cart: ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("trafficRouting", "trafficRouting", 11)]
    [InlineData("dynamicStableScale: true", "dynamicStableScale: false", 20)]
    [InlineData("canary:\n      maxSurge: 1", "blueGreen:\n      scaleDownDelayRevisionLimit: 1", 30)]
    public void A_rollout_needs_room_for_two_or_three_versions(string old, string replacement, int pods)
    {
        var objects = KubernetesObject.Parse(Canary.Replace(old, replacement, StringComparison.Ordinal));

        Assert.Equal(pods, Capacity.PeakOf(Workload.Of(objects).Single(workload => workload.Kind == "Rollout"), objects));
    }

    [Fact]
    public void Kinds_that_a_project_permits_in_vain_or_not_at_all_are_named()
    {
        var project = KubernetesObject.Parse("{ kind: AppProject, metadata: { name: shop }, spec: { namespaceResourceWhitelist: [ { group: apps, kind: Deployment }, { group: batch, kind: Job } ] } }")[0];

        Assert.Equal(
            ["(networking.k8s.io, Ingress) is not permitted", "(batch, Job) is permitted but in no overlay"],
            ProjectCheck.OfKinds(project, KubernetesObject.Parse("{ apiVersion: apps/v1, kind: Deployment }\n---\n{ apiVersion: networking.k8s.io/v1, kind: Ingress }")));
    }
}
