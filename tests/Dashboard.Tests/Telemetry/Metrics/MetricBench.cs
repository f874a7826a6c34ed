using Microsoft.Extensions.Options;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Telemetry.Storage;

namespace OtelShop.Dashboard.Tests.Telemetry.Metrics;

/// <summary>A metric store whose clock stands at noon until it is moved.</summary>
internal sealed class MetricBench
{
    private readonly Clock _clock = new();

    public MetricBench(TelemetryLimitOptions? limits = null)
    {
        var options = Options.Create(new DashboardOptions { TelemetryLimits = limits ?? new() });
        Budget = new(options);
        Resources = new(Changes);
        Store = new(Resources, Changes, _clock, Budget, options);
    }

    public ChangeFeed Changes { get; } = new();

    public MemoryBudget Budget { get; }

    public ResourceDirectory Resources { get; }

    public MetricStore Store { get; }

    /// <summary>Sends metrics of the service "cart", whose clock is right.</summary>
    public IngestResult Send(double seconds, params Metric[] metrics) => SendAs("cart", "", seconds, metrics);

    public IngestResult SendAs(string service, string instance, double seconds, params Metric[] metrics) =>
        SendAs(TelemetrySamples.Service(service, instance), seconds, metrics);

    public IngestResult SendAs(Resource sender, double seconds, params Metric[] metrics)
    {
        _clock.Now = UnixTime.ToDateTime((long)MetricSketch.At(seconds));
        return Store.Add(MetricSketch.Request(sender, metrics));
    }

    /// <summary>What an instrument measured between two seconds after noon.</summary>
    public MetricResult Read(string instrument, double from, double until, params string[] by) => Store.Read(new()
    {
        Instrument = instrument,
        From = (long)MetricSketch.At(from),
        Until = (long)MetricSketch.At(until),
        MaxSteps = 1000,
        By = [.. by],
    })!;

    /// <summary>The values of an instrument's steps, of the one group that there is.</summary>
    public double[] Values(string instrument, double from, double until) => Assert.Single(Read(instrument, from, until).Groups).Values;

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = UnixTime.ToDateTime((long)MetricSketch.At(0));

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
