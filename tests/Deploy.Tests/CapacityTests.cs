using OtelShop.Deploy.Tests.Checks;
using OtelShop.Deploy.Tests.Tools;

namespace OtelShop.Deploy.Tests;

/// <summary>How many pods there may be, and whether the nodes of the stage hold them.</summary>
public sealed class CapacityTests(Renders renders)
{
    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task The_node_pool_of_the_stage_holds_every_pod_at_its_maximum(string stage, string home)
    {
        var (objects, pool) = (await renders.HelmAsync(stage, home), NodePool.Of(stage));
        var (cores, memory, pods) = Capacity.Utilization(objects, pool);
        TestContext.Current.TestOutputHelper?.WriteLine($"{stage} {home}: {pods} pods request {cores:P0} of the cores and {memory:P0} of the memory of {pool}");

        FindingAssert.None(Capacity.Overflow([.. objects, .. await renders.BuildAsync(Path.Combine("monitoring", "collector", stage))], pool));
    }

    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task Every_autoscaler_rules_one_workload_alone(string stage, string home) =>
        FindingAssert.None(ScalingCheck.OfAutoscalers(await renders.HelmAsync(stage, home)));

    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task No_budget_blocks_the_drain_of_a_node(string stage, string home) =>
        FindingAssert.None(ScalingCheck.OfBudgets(await renders.HelmAsync(stage, home)));
}
