namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class ScalingCheckTests
{
    private const string Scaler = """
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: { name: cart-lag, namespace: shop }
        spec: { scaleTargetRef: { name: cart }, maxReplicaCount: 4, triggers: [] }
        """;

    private const string Budget = """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: all, namespace: shop }
        spec: { maxUnavailable: 1, selector: {} }
        """;

    [Fact]
    public void Autoscalers_and_budgets_that_agree_pass() => FindingAssert.None([.. ScalingCheck.OfAutoscalers(Shop.Objects), .. ScalingCheck.OfBudgets(Shop.Objects)]);

    [Theory]
    [InlineData("kind: Deployment, name: cart", "kind: StatefulSet, name: cart", "its target cart is not there")]
    [InlineData("selector: { matchLabels: { app: cart } }\n  template", "replicas: 3\n  selector: { matchLabels: { app: cart } }\n  template", "Deployment/cart sets replicas, which each apply would reset")]
    [InlineData("minReplicas: 2", "minReplicas: 20", "the minimum 20 is above the maximum 10")]
    [InlineData("requests: { cpu: 100m, memory: 128Mi }", "requests: { memory: 128Mi }", "container cart requests no cpu")]
    public void A_wrong_autoscaler_is_named(string old, string replacement, string fault) =>
        Assert.Equal([$"HorizontalPodAutoscaler/cart: {fault}"], ScalingCheck.OfAutoscalers(Shop.With(old, replacement)));

    [Fact]
    public void Two_autoscalers_of_one_workload_are_named() =>
        Assert.Equal(["Deployment/cart: HorizontalPodAutoscaler/cart and ScaledObject/cart-lag scale it"], ScalingCheck.OfAutoscalers(Shop.And(Scaler)));

    [Theory]
    [InlineData("maxUnavailable: 1", "minAvailable: 2", "minAvailable 2 blocks a drain while Deployment/cart has its minimum of 2")]
    [InlineData("maxUnavailable: 1", "minAvailable: 60%", "minAvailable 60% blocks a drain while Deployment/cart has its minimum of 2")]
    [InlineData("maxUnavailable: 1", "maxUnavailable: 0", "maxUnavailable 0 blocks every drain")]
    [InlineData("maxUnavailable: 1, selector: { matchLabels: { app: cart", "maxUnavailable: 1, selector: { matchLabels: { app: carts", "selects no pod")]
    public void A_budget_that_blocks_a_drain_is_named(string old, string replacement, string fault) =>
        Assert.Equal([$"PodDisruptionBudget/cart: {fault}"], ScalingCheck.OfBudgets(Shop.With(old, replacement)));

    [Theory]
    [InlineData("minAvailable: 1")]
    [InlineData("minAvailable: 50%")]
    [InlineData("maxUnavailable: 1%")]
    public void A_budget_that_leaves_room_passes(string limit) => Assert.Empty(ScalingCheck.OfBudgets(Shop.With("maxUnavailable: 1", limit)));

    [Fact]
    public void Two_budgets_of_one_workload_are_named() =>
        Assert.Equal(["Deployment/cart: has more than one PodDisruptionBudget"], ScalingCheck.OfBudgets(Shop.And(Budget)));
}
