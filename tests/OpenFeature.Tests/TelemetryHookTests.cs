using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenFeature.Constant;
using OpenFeature.Hooks;
using OpenFeature.Model;

namespace OpenFeature.Tests;

public sealed class TelemetryHookTests
{
    private readonly Api _api = new();
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task An_evaluation_is_an_event_of_the_current_span()
    {
        var tags = await EventOfAsync(client => client.GetBooleanValueAsync("adFailure", false, EvaluationContext.Builder().SetTargetingKey("visitor").Build()));

        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["feature_flag.key"] = "adFailure",
                ["feature_flag.result.variant"] = "on",
                ["feature_flag.result.reason"] = "static",
                ["feature_flag.provider.name"] = "scripted",
                ["feature_flag.context.id"] = "visitor",
            },
            tags);
    }

    [Fact]
    public async Task A_value_without_name_is_in_the_event_itself()
    {
        var tags = await EventOfAsync(client => client.GetDoubleValueAsync("share", 0));

        Assert.Equal(0.5, tags["feature_flag.result.value"]);
        Assert.DoesNotContain("feature_flag.result.variant", tags.Keys);
    }

    [Fact]
    public async Task A_structure_without_name_is_in_the_event_as_json()
    {
        var tags = await EventOfAsync(client => client.GetObjectValueAsync("tree", new Value()));

        Assert.Equal("""{"depth":2}""", tags["feature_flag.result.value"]);
    }

    [Fact]
    public async Task Metadata_of_the_flag_names_set_version_and_subject()
    {
        var metadata = new ImmutableMetadata(new() { ["flagSetId"] = "shop", ["version"] = "7", ["contextId"] = "tenant" });
        _provider.Boolean = key => Task.FromResult(new ResolutionDetails<bool>(key, true, ErrorType.None, Reason.Static, "on", null, metadata));

        var tags = await EventOfAsync(client => client.GetBooleanValueAsync("adFailure", false));

        Assert.Equal(("shop", "7", "tenant"), (tags["feature_flag.set.id"], tags["feature_flag.version"], tags["feature_flag.context.id"]));
    }

    [Fact]
    public async Task A_failure_is_in_the_event()
    {
        _provider.Boolean = key => Task.FromResult(new ResolutionDetails<bool>(key, false, ErrorType.FlagNotFound, Reason.Error, null, "gone"));

        var tags = await EventOfAsync(client => client.GetBooleanValueAsync("adFailure", false));

        Assert.Equal(("error", "flag_not_found", "gone"), (tags["feature_flag.result.reason"], tags["error.type"], tags["feature_flag.error.message"]));
    }

    [Fact]
    public async Task Evaluations_are_counted_by_outcome()
    {
        var counts = await CountAsync(client => client.GetBooleanValueAsync("adFailure", false));

        Assert.Equal(1, counts["feature_flag.evaluation_requests_total"]);
        Assert.Equal(1, counts["feature_flag.evaluation_success_total"]);
        Assert.Equal(0, counts["feature_flag.evaluation_active_count"]);
        Assert.DoesNotContain("feature_flag.evaluation_error_total", counts.Keys);
    }

    [Fact]
    public async Task Failures_are_counted_as_such()
    {
        var counts = await CountAsync(client => client.GetStringValueAsync("greeting", ""));

        Assert.Equal(1, counts["feature_flag.evaluation_error_total"]);
        Assert.DoesNotContain("feature_flag.evaluation_success_total", counts.Keys);
    }

    private async Task<Dictionary<string, object?>> EventOfAsync(Func<FeatureClient, Task> evaluate)
    {
        _api.AddHooks(new TraceEnricherHook());
        await _api.SetProviderAsync(_provider);
        using var span = new Activity("request") { IsAllDataRequested = true }.Start();
        await evaluate(_api.GetClient());
        var evaluation = Assert.Single(span.Events);
        Assert.Equal("feature_flag.evaluation", evaluation.Name);
        return evaluation.Tags.ToDictionary();
    }

    private async Task<Dictionary<string, long>> CountAsync(Func<FeatureClient, Task> evaluate)
    {
        var factory = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        var counts = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory))
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + value);
        listener.Start();
        _api.AddHooks(new MetricsHook(factory));
        await _api.SetProviderAsync(_provider);
        await evaluate(_api.GetClient());
        return counts;
    }
}
