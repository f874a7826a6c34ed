using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OtelShop.BrowserJourneys;

internal sealed class JourneyTelemetry(IMeterFactory meters) : IDisposable
{
    public const string SourceName = "browser-journey";

    private const string Name = "demo.browser_journey.name";
    private const string Outcome = "demo.browser_journey.outcome";

    private readonly ActivitySource _source = new(SourceName);
    private readonly Histogram<double> _duration = meters.Create(SourceName).CreateHistogram(
        "demo.browser_journey.duration", "s", "Duration of journeys", tags: null,
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.25, 0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 60] });

    /// <summary>Starts a new trace: the browser's requests have separate ones.</summary>
    public Activity? Start(string journey) => _source.StartActivity(journey, ActivityKind.Client)?.SetTag("user_agent.synthetic.type", "test");

    public void Ended(Activity? span, string journey, TimeSpan duration, string? failure)
    {
        var outcome = failure is null ? "success" : "failure";
        span?.SetTag(Outcome, outcome);
        if (failure is not null)
            span?.SetStatus(ActivityStatusCode.Error, failure);
        _duration.Record(duration.TotalSeconds, new(Name, journey), new(Outcome, outcome));
    }

    public void Dispose() => _source.Dispose();
}
