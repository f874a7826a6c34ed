using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests;

/// <summary>How many pods there may be, and whether the nodes of the stage hold them.</summary>
public sealed partial class CapacityTests(Renders renders)
{
    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task The_node_pool_of_the_stage_holds_every_pod_at_its_maximum(string stage, string home)
    {
        var (objects, pool) = (await renders.HelmAsync(stage, home), NodePool.Of(stage));
        var (cores, memory, pods) = Capacity.Utilization(objects, pool);
        TestContext.Current.TestOutputHelper?.WriteLine($"{stage} {home}: {pods} pods request {cores:P0} of the cores and {memory:P0} of the memory of {pool}");

        FindingAssert.None(Capacity.Overflow([.. objects, .. await renders.BuildAsync(Path.Combine("monitoring", "collector", stage))], pool));
    }

    // Nodes of the lost zone are not replaced: the worst case. A release waits meanwhile.
    [Theory, InlineData("staging"), InlineData("prod")]
    public async Task Two_of_three_zones_hold_every_pod_at_its_minimum_and_more(string stage)
    {
        var (objects, pool) = (await renders.HelmAsync(stage, "azure"), NodePool.Of(stage));
        var (left, collector) = (pool with { Nodes = pool.Nodes * 2 / 3 }, await renders.BuildAsync(Path.Combine("monitoring", "collector", stage)));
        var largest = Enumerable.Range(1, 40).Select(step => step * 0.05m).TakeWhile(load => !Capacity.Overflow([.. objects, .. collector], left, load).Any()).LastOrDefault();
        TestContext.Current.TestOutputHelper?.WriteLine($"{stage}: {left} hold every pod at {largest:P0} of its autoscaler's maximum");

        Assert.True(largest >= 0.5m, $"{largest}");
    }

    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task Spot_nodes_are_preferred_by_what_an_order_can_do_without_and_needed_by_nothing(string stage, string home) =>
        FindingAssert.None(SpotCheck.Of(await renders.HelmAsync(stage, home), isUsed: stage != "prod"));

    [Theory, InlineData("dev"), InlineData("staging")]
    public async Task Services_have_one_replica_while_the_pipeline_shutdown_would_stop_the_stage(string stage)
    {
        static bool IsByClock(KubernetesObject item) => item.Kind == "ScaledObject" && item.Spec.Items("triggers").Any(trigger => trigger.Text("type") == "cron");
        var schedules = WorkflowSchedule().Matches(await File.ReadAllTextAsync(DeployTools.InRepository(".github", "workflows", "shutdown.yml"))).Select(match => match.Groups[1].Value).ToList();
        var scalers = (await renders.HelmAsync(stage, "azure")).Where(IsByClock).ToList();

        Assert.True(scalers.Count >= 10, $"{scalers.Count}");
        Assert.All(scalers, scaler =>
        {
            var hours = scaler.Spec.Items("triggers").Single(trigger => trigger.Text("type") == "cron").At("metadata");
            Assert.Equal((1, schedules[1], schedules[0], "Etc/UTC"), (scaler.Spec.Number("minReplicaCount"), hours.Text("start"), hours.Text("end"), hours.Text("timezone")));
        });
        Assert.DoesNotContain(await renders.HelmAsync("prod", "azure"), IsByClock);
    }

    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task Every_autoscaler_rules_one_workload_alone(string stage, string home) =>
        FindingAssert.None(ScalingCheck.OfAutoscalers(await renders.HelmAsync(stage, home)));

    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task No_budget_blocks_the_drain_of_a_node(string stage, string home) =>
        FindingAssert.None(ScalingCheck.OfBudgets(await renders.HelmAsync(stage, home)));

    [GeneratedRegex(@"- cron: '([^']+)'")]
    private static partial Regex WorkflowSchedule();
}
