using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OtelShop.Ads;

internal sealed class AdTelemetry : IDisposable
{
    public const string SourceName = "ad";

    private const string SessionId = "session.id";
    private const string EndUserId = "enduser.id";
    private const string Category = "demo.ad.category";
    private const string ContextKeys = "demo.ad.context_keys";
    private const string ContextKeysCount = "demo.ad.context_keys.count";
    private const string Count = "demo.ad.count";
    private const string RequestType = "demo.ad.request_type";
    private const string ResponseType = "demo.ad.response_type";
    private const string CollectionPause = "demo.ad.gc.pause";

    private readonly ActivitySource _source = new(SourceName);
    private readonly Counter<long> _requests;
    private readonly Counter<long> _served;
    private readonly Counter<long> _collections;
    private readonly UpDownCounter<long> _busyThreads;

    public AdTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(SourceName);
        _requests = meter.CreateCounter<long>("demo.ad.requests", "{ad_request}", "Requests for ads");
        // Prometheus shows it as demo_ad_served_total{category}, which upstream serves on a separate port.
        _served = meter.CreateCounter<long>("demo.ad.served", "{ad}", "Ads served");
        _collections = meter.CreateCounter<long>("demo.ad.gc.forced", "{collection}", "Garbage collections forced by adManualGc");
        _busyThreads = meter.CreateUpDownCounter<long>("demo.ad.cpu.busy_threads", "{thread}", "Threads kept busy by adHighCpu");
    }

    public void Answered(AdOutcome outcome) => _requests.Add(
        1,
        new KeyValuePair<string, object?>(RequestType, outcome.RequestType),
        new KeyValuePair<string, object?>(ResponseType, outcome.ResponseType));

    public Activity? StartLookup(string category) => _source.StartActivity("getAdsByCategory")?.SetTag(Category, category);

    public Activity? StartRandomPick() => _source.StartActivity("getRandomAds");

    public void Found(Activity? span, int count, string category)
    {
        span?.SetTag(Count, count);
        if (count > 0)
            _served.Add(count, new KeyValuePair<string, object?>("category", category));
    }

    public static void Describe(Activity? span, IEnumerable<string> contextKeys, AdOutcome outcome)
    {
        if (span is not { IsAllDataRequested: true })
            return;

        string[] keys = [.. contextKeys];
        // Compat: one string in brackets, not an array attribute.
        span.SetTag(ContextKeys, $"[{string.Join(", ", keys)}]")
            .SetTag(ContextKeysCount, keys.Length)
            .SetTag(Count, outcome.Count)
            .SetTag(RequestType, outcome.RequestType)
            .SetTag(ResponseType, outcome.ResponseType)
            .SetTag(SessionId, span.GetBaggageItem(SessionId))
            .SetTag(EndUserId, span.GetBaggageItem(EndUserId));
    }

    /// <summary>Adds the event that upstream writes for a failure by adFailure.</summary>
    public static void Failed(Exception failure) => Activity.Current?
        .AddEvent(new ActivityEvent("Error", tags: new ActivityTagsCollection { ["exception.message"] = failure.Message }))
        .SetStatus(ActivityStatusCode.Error, failure.Message);

    public Activity? StartCollection() => _source.StartActivity("forceGarbageCollection");

    public void Collected(Activity? span, TimeSpan pause)
    {
        span?.SetTag(CollectionPause, pause.TotalSeconds);
        _collections.Add(1);
    }

    public void ThreadBusy() => _busyThreads.Add(1);

    public void ThreadFree() => _busyThreads.Add(-1);

    public void Dispose() => _source.Dispose();
}

internal readonly record struct AdOutcome(bool Targeted, bool Matched, int Count)
{
    public string RequestType => Targeted ? "TARGETED" : "NOT_TARGETED";

    public string ResponseType => Matched ? "TARGETED" : "RANDOM";
}
