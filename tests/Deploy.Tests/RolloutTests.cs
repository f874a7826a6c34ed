using OtelShop.Deploy.Tests.Simulation;

namespace OtelShop.Deploy.Tests;

/// <summary>What the published Rollouts of staging and prod do with good, bad and missing metrics, by a simulation of Argo Rollouts.</summary>
public sealed class RolloutTests(Renders renders)
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(20);
    private static readonly string[] Canaries =
    [
        "accounting", "ad", "cart", "checkout", "currency", "fraud-detection", "image-provider", "payment", "product-catalog", "quote", "recommendation", "shipping",
    ];

    private static readonly string[] Entrance = ["frontend", "frontend-proxy"];

    /// <summary>Every canary with its stage.</summary>
    public static TheoryData<string, string> EachCanary =>
        [.. Canaries.Concat(Entrance).Select(name => ("staging", name)), .. Canaries.Select(name => ("prod", name))];

    public static TheoryData<string> EachSwitch => [.. Entrance];

    [Theory, MemberData(nameof(EachCanary))]
    public async Task A_good_version_takes_10_50_and_100_percent(string stage, string service)
    {
        var result = await RunAsync(stage, service, (_, _) => new(0));

        Assert.Equal((RolloutEnd.Promoted, "10 50 100"), (result.End, string.Join(' ', result.Weights)));
        Assert.InRange(result.Time, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
    }

    [Theory, MemberData(nameof(EachCanary))]
    public async Task Errors_at_10_percent_roll_back_before_50(string stage, string service)
    {
        var result = await RunAsync(stage, service, (metric, _) => new(metric == "error-rate" ? 0.002 : 0));

        Assert.Equal((RolloutEnd.RolledBack, "10 0"), (result.End, string.Join(' ', result.Weights)));
        Assert.InRange(result.Time, TimeSpan.Zero, TimeSpan.FromMinutes(10));
    }

    [Theory, MemberData(nameof(EachCanary))]
    public async Task Without_metrics_nothing_is_promoted(string stage, string service)
    {
        var result = await RunAsync(stage, service, (_, _) => MeasuredValue.Missing);

        Assert.Equal((RolloutEnd.Paused, "10"), (result.End, string.Join(' ', result.Weights)));
    }

    [Theory, MemberData(nameof(EachCanary))]
    public async Task Without_Prometheus_the_old_version_returns(string stage, string service) =>
        Assert.Equal(RolloutEnd.RolledBack, (await RunAsync(stage, service, (_, _) => MeasuredValue.Unreachable)).End);

    [Theory, MemberData(nameof(EachCanary))]
    public async Task Pods_that_do_not_start_time_out(string stage, string service)
    {
        var result = await RunAsync(stage, service, (_, _) => new(0), start: null);

        Assert.Equal((RolloutEnd.TimedOut, "", TimeSpan.FromMinutes(10)), (result.End, string.Join(' ', result.Weights), result.Time));
    }

    [Theory]
    [InlineData("latency-p95", 0.5, RolloutEnd.RolledBack)]
    [InlineData("latency-p95", 0.49, RolloutEnd.Promoted)]
    [InlineData("latency-p99", 1, RolloutEnd.RolledBack)]
    [InlineData("latency-p99", 0.99, RolloutEnd.Promoted)]
    [InlineData("error-rate", 0.001, RolloutEnd.RolledBack)]
    [InlineData("error-rate", 0.00099, RolloutEnd.Promoted)]
    [InlineData("callers-error-rate", 0.001, RolloutEnd.RolledBack)]
    [InlineData("callers-latency-p95", 0.5, RolloutEnd.RolledBack)]
    [InlineData("callers-latency-p99", 1, RolloutEnd.RolledBack)]
    public async Task The_limits_are_the_service_levels(string metric, double value, RolloutEnd end) =>
        Assert.Equal(end, (await RunAsync("staging", "cart", (name, _) => new(name == metric ? value : 0))).End);

    [Fact]
    public async Task Errors_that_begin_at_50_percent_roll_back_from_there()
    {
        var half = TimeSpan.FromMinutes(10);
        var result = await RunAsync("staging", "checkout", (metric, time) => new(metric == "error-rate" && time > half ? 1 : 0));

        Assert.Equal((RolloutEnd.RolledBack, "10 50 0"), (result.End, string.Join(' ', result.Weights)));
    }

    [Fact]
    public async Task One_bad_measurement_is_chance()
    {
        var isFirst = true;
        var result = await RunAsync("staging", "cart", (metric, _) =>
        {
            if (metric != "error-rate" || !isFirst) return new(0);
            isFirst = false;
            return new(1);
        });

        Assert.Equal(RolloutEnd.Promoted, result.End);
    }

    [Theory, MemberData(nameof(EachSwitch))]
    public async Task Blue_stays_for_a_day_after_a_good_switch(string service)
    {
        var result = await RunAsync("prod", service, (_, _) => new(0));

        Assert.Equal((RolloutEnd.Promoted, "100", TimeSpan.FromDays(1)), (result.End, string.Join(' ', result.Weights), result.Kept));
    }

    [Theory, MemberData(nameof(EachSwitch))]
    public async Task Green_that_cannot_sell_gets_no_request(string service)
    {
        var result = await RunAsync("prod", service, (metric, _) => new(metric == "order" ? 1 : 0));

        Assert.Equal((RolloutEnd.RolledBack, ""), (result.End, string.Join(' ', result.Weights)));
    }

    [Theory, MemberData(nameof(EachSwitch))]
    public async Task Errors_after_the_switch_return_to_blue(string service)
    {
        var result = await RunAsync("prod", service, (metric, _) => new(metric == "error-rate" ? 0.01 : 0));

        Assert.Equal((RolloutEnd.RolledBack, "100 0"), (result.End, string.Join(' ', result.Weights)));
    }

    [Theory, MemberData(nameof(EachSwitch))]
    public async Task Green_that_does_not_start_times_out(string service) =>
        Assert.Equal((RolloutEnd.TimedOut, 0), await RunAsync("prod", service, (_, _) => new(0), start: null) is var result ? (result.End, result.Weights.Count) : default);

    [Fact]
    public async Task The_stages_have_no_other_Rollouts()
    {
        Assert.Equal(Canaries.Concat(Entrance).Order(StringComparer.Ordinal), await NamesAsync("staging"));
        Assert.Equal(Canaries.Concat(Entrance).Order(StringComparer.Ordinal), await NamesAsync("prod"));
        Assert.Empty(await NamesAsync("dev"));
    }

    // The simulation itself has to notice a wrong list of steps.
    [Fact]
    public async Task Without_its_analyses_a_bad_version_would_be_promoted()
    {
        var objects = await renders.HelmAsync("staging", "azure");
        var rollout = new KubernetesObject(objects.Single(item => item.Kind == "Rollout" && item.Name == "cart").Json.DeepClone().AsObject());
        var steps = rollout.Spec.At("strategy", "canary", "steps")!.AsArray();
        steps.RemoveAll(step => step!["analysis"] is not null);

        Assert.Equal(RolloutEnd.Promoted, new RolloutSimulator(objects, (_, _) => new(1), Start).Run(rollout).End);
    }

    private async Task<RolloutResult> RunAsync(string stage, string service, Measure measure) => await RunAsync(stage, service, measure, Start);

    private async Task<RolloutResult> RunAsync(string stage, string service, Measure measure, TimeSpan? start)
    {
        var objects = await renders.KustomizeAsync(stage, "none");
        return new RolloutSimulator(objects, measure, start).Run(objects.Single(item => item.Kind == "Rollout" && item.Name == service));
    }

    private async Task<IEnumerable<string>> NamesAsync(string stage) =>
        (await renders.KustomizeAsync(stage, "none")).Where(item => item.Kind == "Rollout").Select(item => item.Name).Order(StringComparer.Ordinal);
}
