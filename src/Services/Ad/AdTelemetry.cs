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

    private readonly ActivitySource _source = new(SourceName);
    private readonly Counter<long> _requests;
    private readonly Counter<long> _served;

    public AdTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(SourceName);
        _requests = meter.CreateCounter<long>("demo.ad.requests", "{ad_request}", "Requests for ads");
        // Becomes demo_ad_served_total{category} in Prometheus, which upstream serves at a port of its own.
        _served = meter.CreateCounter<long>("demo.ad.served", "{ad}", "Ads served");
    }

    public void Answered(AdOutcome outcome) => _requests.Add(
        1,
        new KeyValuePair<string, object?>(RequestType, outcome.RequestType),
        new KeyValuePair<string, object?>(ResponseType, outcome.ResponseType));

    public Activity? LookingUp(string category) => _source.StartActivity("getAdsByCategory")?.SetTag(Category, category);

    public Activity? PickingRandom() => _source.StartActivity("getRandomAds");

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
        // Compat: the keys as one text in brackets, not as a list attribute.
        span.SetTag(ContextKeys, $"[{string.Join(", ", keys)}]")
            .SetTag(ContextKeysCount, keys.Length)
            .SetTag(Count, outcome.Count)
            .SetTag(RequestType, outcome.RequestType)
            .SetTag(ResponseType, outcome.ResponseType)
            .SetTag(SessionId, span.GetBaggageItem(SessionId))
            .SetTag(EndUserId, span.GetBaggageItem(EndUserId));
    }

    public void Dispose() => _source.Dispose();
}
