using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests;

/// <summary>Figures of autoscalers, by the founding documents.</summary>
public sealed class ScalingTests(Renders renders)
{
    [Theory, InlineData("dev", 2, 10), InlineData("staging", 3, 20), InlineData("prod", 5, 50)]
    public async Task Services_that_shoppers_call_have_the_replicas_of_their_stage(string stage, int least, int most)
    {
        var scalers = (await renders.KustomizeAsync(stage, "none")).Where(ScalingRange.IsScaler).ToDictionary(scaler => scaler.Name, scaler => scaler.Spec);

        Assert.All((string[])["cart", "frontend", "recommendation"], service => Assert.Equal((least, most), RangeOf(scalers[service])));
    }

    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task Pods_are_added_above_70_percent_of_processor_time_and_80_of_memory(string stage, string home)
    {
        // Consumers of orders follow their lag alone.
        var scalers = (await renders.HelmAsync(stage, home)).Where(item => ScalingRange.IsScaler(item) && item.Name is not ("accounting" or "fraud-detection")).ToList();

        Assert.True(scalers.Count >= 10, $"{scalers.Count} autoscalers");
        Assert.All(scalers, scaler => Assert.Equal([("cpu", "Utilization", 70), ("memory", "Utilization", 80)], TargetsOf(scaler.Spec)));
    }

    // Outside of working hours one pod is enough; the clock asks for the others.
    private static (int?, int?) RangeOf(JsonNode? spec) =>
        spec.Items("triggers").SingleOrDefault(trigger => trigger.Text("type") == "cron") is { } hours
            ? (hours.Number("metadata", "desiredReplicas"), spec.Number("maxReplicaCount"))
            : (spec.Number("minReplicas"), spec.Number("maxReplicas"));

    private static IEnumerable<(string?, string?, int?)> TargetsOf(JsonNode? spec) =>
    [
        .. spec.Items("metrics").Select(metric => metric.At("resource")).Select(resource => (resource.Text("name"), resource.Text("target", "type"), resource.Number("target", "averageUtilization"))),
        .. spec.Items("triggers").Where(trigger => trigger.Text("type") != "cron").Select(trigger => (trigger.Text("type"), trigger.Text("metricType"), trigger.Number("metadata", "value"))),
    ];
}
