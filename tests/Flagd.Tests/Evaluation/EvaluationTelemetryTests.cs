using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Flagd.Evaluation.V1;
using Grpc.Core;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Evaluation;

public sealed class EvaluationTelemetryTests : IAsyncLifetime
{
    private const string Flags = """
        {"flags": {
          "yes": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes"},
          "star": {"state": "ENABLED", "variants": {"star": "Sirius"}, "defaultVariant": "star"},
          "disabled": {"state": "DISABLED", "variants": {"yes": true}, "defaultVariant": "yes"}
        }}
        """;

    private readonly MeterListener _listener = new();
    private readonly List<string> _measured = [];
    private RunningFlagd _flagd = default!;

    private Service.ServiceClient Client => new(_flagd.Channel(Listener.Evaluation));

    public async ValueTask InitializeAsync()
    {
        _flagd = await RunningFlagd.StartAsync(Flags);
        var meter = _flagd.Get<IMeterFactory>().Create(FlagTelemetry.MeterName);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return _flagd.DisposeAsync();
    }

    [Fact]
    public async Task An_evaluation_counts_for_its_variant_and_its_reason()
    {
        await Client.ResolveBooleanAsync(new ResolveBooleanRequest { FlagKey = "yes" });

        Assert.Equal(
            [
                "feature_flag.flagd.impression 1 feature_flag.key=yes feature_flag.provider.name=flagd feature_flag.reason=STATIC feature_flag.result.variant=yes",
                "feature_flag.flagd.result.reason 1 feature_flag.key=yes feature_flag.provider.name=flagd feature_flag.reason=STATIC",
            ],
            Measured());
    }

    [Theory]
    [InlineData("nope", "flag_not_found")]
    [InlineData("star", "type_mismatch")]
    public async Task A_failure_counts_by_its_kind_alone(string flag, string error)
    {
        await Assert.ThrowsAsync<RpcException>(async () => await Client.ResolveBooleanAsync(new ResolveBooleanRequest { FlagKey = flag }));

        Assert.Equal($"feature_flag.flagd.result.reason 1 error.type={error} feature_flag.provider.name=flagd feature_flag.reason=ERROR", Assert.Single(Measured()));
    }

    [Fact]
    public async Task All_flags_at_once_count_one_by_one()
    {
        await Client.ResolveAllAsync(new ResolveAllRequest());

        Assert.Equal(2, Measured().Count(line => line.StartsWith("feature_flag.flagd.impression", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_span_of_the_request_says_what_came_out()
    {
        var ended = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _ = Equals(span.GetTagItem("server.port"), _flagd.AddressOf(Listener.Ofrep).Port) && ended.TrySetResult(span),
        };
        ActivitySource.AddActivityListener(listener);
        using var client = _flagd.CreateClient(Listener.Ofrep);
        using var answer = await client.PostAsync("/ofrep/v1/evaluate/flags/star", new StringContent("{}", Encoding.UTF8, "application/json"));

        var span = await ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(("star", "star", "static"), (span.GetTagItem("feature_flag.key"), span.GetTagItem("feature_flag.result.variant"), span.GetTagItem("feature_flag.result.reason")));
    }

    private List<string> Measured()
    {
        lock (_measured)
            return [.. _measured];
    }

    private void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal);
        lock (_measured)
            _measured.Add($"{instrument.Name} {value} {string.Join(' ', all)}");
    }
}
