using System.Diagnostics;

namespace OtelShop.Frontends;

/// <summary>The attributes that the frontend adds to the request spans of the framework.</summary>
internal static class FrontendTelemetry
{
    private const string SessionId = "session.id";
    private const string EndUserId = "enduser.id";
    private const string SyntheticBaggage = "synthetic_request";

    /// <summary>What the caller says of itself in its baggage: upstream's browser names the session, load generators call themselves synthetic.</summary>
    public static void DescribeCaller(Activity? request)
    {
        request?.SetTag(SessionId, request.GetBaggageItem(SessionId))
            .SetTag(EndUserId, request.GetBaggageItem(EndUserId))
            .SetTag("demo.synthetic_request", request.GetBaggageItem(SyntheticBaggage));
    }

    /// <summary>The visitor of a page, for this span and in the baggage of every call that the page makes.</summary>
    public static void DescribeVisitor(Activity? request, string userId, string currency)
    {
        request?.SetTag(SessionId, userId).SetBaggage(SessionId, userId)
            .SetTag(EndUserId, userId).SetBaggage(EndUserId, userId)
            .SetTag("demo.user_context.selected_currency", currency);
    }
}
