using System.Diagnostics;
using System.Diagnostics.Metrics;
using OtelShop.ServiceDefaults.Telemetry;

namespace OtelShop.Frontends;

/// <summary>Attributes that the frontend adds to request spans, and its metrics.</summary>
internal sealed class FrontendTelemetry(IMeterFactory meters)
{
    public const string MeterName = "frontend";

    private const string SessionId = "session.id";
    private const string EndUserId = "enduser.id";
    private const string SyntheticBaggage = "synthetic_request";

    private readonly Counter<long> _sessions = meters.Create(MeterName)
        .CreateCounter<long>("demo.session.starts", "{session}", "Visitors whose first page was sent; callers of the API have no session");

    public void SessionStarted() => _sessions.Add(1, SyntheticTraffic.Tags());

    /// <summary>Copies the caller's baggage: the session of upstream's browser client, and the synthetic mark of load generators.</summary>
    public static void DescribeCaller(Activity? request)
    {
        request?.SetTag(SessionId, request.GetBaggageItem(SessionId))
            .SetTag(EndUserId, request.GetBaggageItem(EndUserId))
            .SetTag("demo.synthetic_request", request.GetBaggageItem(SyntheticBaggage));
    }

    /// <summary><c>true</c> for a request of a load generator, by its baggage; null for others.</summary>
    public static string? IsSynthetic(Activity? request) => request?.GetBaggageItem(SyntheticBaggage) == "true" ? "true" : null;

    /// <summary>Marks a page or an answer that was sent without an optional part.</summary>
    public static void PartOmitted(Activity? request, string part) =>
        request?.AddEvent(new ActivityEvent("demo.page.part_omitted", tags: new ActivityTagsCollection { ["demo.page.part"] = part }));

    /// <summary>Adds the visitor to the span and to the baggage of backend calls.</summary>
    public static void DescribeVisitor(Activity? request, string userId, string currency)
    {
        request?.SetTag(SessionId, userId).SetBaggage(SessionId, userId)
            .SetTag(EndUserId, userId).SetBaggage(EndUserId, userId)
            .SetTag("demo.user_context.selected_currency", currency);
    }
}
