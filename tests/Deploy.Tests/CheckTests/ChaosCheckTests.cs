namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class ChaosCheckTests
{
    private const string Experiment = """
        apiVersion: chaos-mesh.org/v1alpha1
        kind: StressChaos
        metadata: { name: cpu-cart, namespace: shop }
        spec:
          duration: 5m
          containerNames: [ cart ]
          selector: { namespaces: [ shop ], labelSelectors: { app: cart } }
          target: { selector: { namespaces: [ shop ], labelSelectors: { app: frontend } } }
        """;

    [Fact]
    public void An_experiment_on_a_pod_of_its_namespace_is_right() => Assert.Empty(ChaosCheck.Check(KubernetesObject.Parse(Experiment), Shop.Objects, "shop"));

    [Theory]
    [InlineData("app: cart", "app: carts", "selects no pod")]
    [InlineData("labelSelectors: { app: cart }", "labelSelectors: {}", "selects cart and frontend")]
    [InlineData("app: frontend", "app: gone", "selects no pod")]
    [InlineData("namespaces: [ shop ]", "namespaces: [ shop, kube-system ]", "selects pods of other namespaces")]
    [InlineData("namespaces: [ shop ], ", "", "selects pods of other namespaces")]
    [InlineData("namespace: shop", "namespace: prod", "is in prod")]
    [InlineData("duration: 5m", "duration: 5h", "does not end")]
    [InlineData("  duration: 5m\n", "", "does not end")]
    [InlineData("containerNames: [ cart ]", "containerNames: [ sidecar ]", "has no container sidecar")]
    public void What_could_hit_others_is_named(string old, string replacement, string finding)
    {
        var at = Experiment.IndexOf(old, StringComparison.Ordinal);

        Assert.Contains(
            ChaosCheck.Check(KubernetesObject.Parse(Experiment[..at] + replacement + Experiment[(at + old.Length)..]), Shop.Objects, "shop"), found => found.Contains(finding, StringComparison.Ordinal));
    }
}
