namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class SpotCheckTests
{
    private const string Service = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: ad, namespace: shop }
        spec:
          selector: { matchLabels: { app: ad } }
          template:
            metadata: { labels: { app: ad } }
            spec:
              priorityClassName: otelshop-standard
              tolerations: [ { key: kubernetes.azure.com/scalesetpriority, operator: Equal, value: spot, effect: NoSchedule } ]
              affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [ { weight: 100, preference: { matchExpressions: [ { key: kubernetes.azure.com/scalesetpriority, operator: In, values: [ spot ] } ] } } ] } }
              containers: [ { name: ad, image: ad } ]
        """;

    [Fact]
    public void A_service_that_prefers_spot_nodes_passes() => FindingAssert.None(SpotCheck.Of(KubernetesObject.Parse(Service), isUsed: true));

    [Fact]
    public void In_a_stage_without_them_it_is_named() =>
        Assert.Equal(["Deployment/ad: tolerates spot nodes", "Deployment/ad: prefers spot nodes"], SpotCheck.Of(KubernetesObject.Parse(Service), isUsed: false));

    [Theory]
    [InlineData("otelshop-standard", "otelshop-critical", "tolerates spot nodes", "prefers spot nodes")]
    [InlineData("kind: Deployment", "kind: StatefulSet", "tolerates spot nodes", "prefers spot nodes")]
    [InlineData("[ { key: kubernetes.azure.com/scalesetpriority, operator: Equal, value: spot, effect: NoSchedule } ]", "[]", "does not tolerate spot nodes")]
    [InlineData("tolerations:", "nodeSelector: { kubernetes.azure.com/scalesetpriority: spot }\n      tolerations:", "has no node without spot nodes")]
    public void A_pod_that_is_wrong_there_is_named(string old, string replacement, params string[] faults)
    {
        var kind = replacement == "kind: StatefulSet" ? "StatefulSet" : "Deployment";

        Assert.Equal(faults.Select(fault => $"{kind}/ad: {fault}"), SpotCheck.Of(KubernetesObject.Parse(Service.Replace(old, replacement, StringComparison.Ordinal)), isUsed: true));
    }
}
