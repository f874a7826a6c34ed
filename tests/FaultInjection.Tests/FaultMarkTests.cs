
namespace OtelShop.FaultInjection.Tests;

/// <summary>What is broken on purpose says so; what is not says nothing.</summary>
public sealed class FaultMarkTests
{
    [Fact]
    public async Task A_slowed_request_names_the_flag_on_its_span_and_counts()
    {
        using var spans = new SpanRecorder();
        await using var service = await BreakableService.StartAsync(new TestFlags().With("latencyInjection", 1.0));
        using var measurements = service.Service.Services.Collect<long>(FaultTelemetry.MeterName, "demo.fault.injections");
        await service.GetCartAsync();
        var span = await spans.RequestAsync();

        Assert.Contains(span.Events, happened => happened.Name == "feature_flag.evaluation" && happened.Tags.Contains(KeyValuePair.Create("feature_flag.key", (object?)"latencyInjection")));
        Assert.Equal("latencyInjection", Assert.Single(measurements.GetMeasurementSnapshot()).Tags["feature_flag.key"]);
    }

    [Fact]
    public async Task A_request_that_nothing_happens_to_has_no_mark()
    {
        using var spans = new SpanRecorder();
        await using var service = await BreakableService.StartAsync(new TestFlags().With("latencyInjection", 0.0).With("errorBudgetBurn", 0.0));
        using var measurements = service.Service.Services.Collect<long>(FaultTelemetry.MeterName, "demo.fault.injections");
        await service.GetCartAsync();
        var span = await spans.RequestAsync();

        Assert.Empty(span.Events);
        Assert.Empty(measurements.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task A_route_that_fails_keeps_its_name_in_the_traces()
    {
        using var spans = new SpanRecorder();
        await using var service = await BreakableService.StartAsync(new TestFlags().With("errorBudgetBurn", 1.0));
        using var answer = await service.Http.GetAsync("/moons");
        var span = await spans.RequestAsync();

        Assert.Equal("/moons", span.GetTagItem("http.route"));
    }

    [Fact]
    public async Task A_wait_has_a_ceiling()
    {
        var clock = new TestClock();
        await using var service = await BreakableService.StartAsync(new TestFlags().With("latencyInjection", 1e9), clock);
        var call = service.GetCartAsync();
        await Eventually.HoldsAsync(() => clock.TimersOf(TimeSpan.FromSeconds(60)) == 1);
        clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("ada", (await call).UserId);
    }
}
