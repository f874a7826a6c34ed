namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class CapacityCheckTests
{
    [Theory]
    [InlineData("dev", 1.9, 4096 - 1024 - 100)]
    [InlineData("staging", 1.9, 8192 - 2048 - 100)]
    [InlineData("prod", 3.86, 16384 - 2145.77 - 100)]
    public void A_node_keeps_what_the_documentation_says(string stage, double cores, double mebibytes)
    {
        var pool = NodePool.Of(stage);

        Assert.Equal(cores, (double)pool.Cores, 0.001);
        Assert.Equal(mebibytes, (double)pool.Memory / (1 << 20), 0.01);
    }

    [Fact]
    public void Pods_that_fit_leave_no_overflow() => Assert.Empty(Capacity.Overflow(Shop.Objects, NodePool.Of("dev")));

    [Theory]
    [InlineData("cpu: 100m, memory: 128Mi", "cpu: 900m, memory: 128Mi", "cart: 6 pod(s) fit on none of the 4 Standard_B2s nodes")]
    [InlineData("cpu: 100m, memory: 128Mi", "cpu: 100m, memory: 1Gi", "cart: 2 pod(s) fit on none of the 4 Standard_B2s nodes")]
    [InlineData("cpu: 100m, memory: 128Mi", "cpu: 1m, memory: 3Gi", "cart: 10 pod(s) fit on none of the 4 Standard_B2s nodes")]
    [InlineData("requests: { cpu: 100m, memory: 128Mi }", "limits: { cpu: 1700m }", "cart: 10 pod(s) fit on none of the 4 Standard_B2s nodes")]
    public void Pods_that_do_not_fit_are_counted_by_workload(string old, string replacement, string overflow) =>
        Assert.Contains(overflow, Capacity.Overflow(Shop.With(old, replacement), NodePool.Of("dev")));

    // The pool has cores for all, but no node has room for two.
    [Fact]
    public void Pods_are_packed_on_nodes_and_not_only_summed()
    {
        var objects = Shop.With("cpu: 100m, memory: 128Mi", "cpu: 1100m, memory: 1Mi");
        var pool = new NodePool("Standard_D2s_v3", 8, HasCriticalAddons: true);
        var (cores, _, _) = Capacity.Utilization(objects, pool);

        Assert.InRange(cores, 0.7m, 0.75m);
        Assert.Contains("cart: 2 pod(s) fit on none of the 8 Standard_D2s_v3 nodes", Capacity.Overflow(objects, pool));
    }

    [Theory]
    [InlineData("", "6 Standard_D2s_v3 nodes", false)]
    [InlineData(", critical_addons_only = false", "8 Standard_D2s_v3 nodes", true)]
    public void A_system_pool_with_a_taint_takes_no_pods_of_the_shop(string untainted, string nodes, bool hasCriticalAddons)
    {
        var pool = NodePool.Parse($$"""
              system = { vm_size = "Standard_D2s_v3", min = 2, max = 2{{untainted}} }
              user   = { vm_size = "Standard_D2s_v3", min = 1, max = 6 }
              spot   = { vm_size = "Standard_D4s_v3", min = 0, max = 10 }
            """);

        Assert.Equal((nodes, hasCriticalAddons), (pool.ToString(), pool.HasCriticalAddons));
    }

    [Fact]
    public void A_node_takes_only_110_pods() => Assert.Contains(
        "cart: 83 pod(s) fit on none of the 4 Standard_B2s nodes",
        Capacity.Overflow(Shop.With("maxReplicas: 10\n", "maxReplicas: 483\n").Select(Free).ToList(), NodePool.Of("dev")));

    [Theory]
    [InlineData("250m", 0.25)]
    [InlineData("1.5", 1.5)]
    [InlineData("64Mi", 67_108_864)]
    [InlineData("1G", 1e9)]
    public void Quantities_are_read_in_the_base_unit(string text, double value) => Assert.Equal(value, (double)Quantity.Parse(text));

    // Only the count of pods is left to limit them.
    private static KubernetesObject Free(KubernetesObject item)
    {
        foreach (var container in Workload.Of([item]).SelectMany(workload => workload.Containers)) container.AsObject().Remove("resources");
        return item;
    }
}
