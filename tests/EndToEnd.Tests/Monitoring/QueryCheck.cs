using System.Text.RegularExpressions;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>Says why a query finds nothing.</summary>
internal sealed partial class QueryCheck(PrometheusClient shop, PrometheusClient cluster)
{
    private const string Braces = """\{(?:[^"{}]|"(?:\\.|[^"\\])*"|'[^']*')*\}""";

    // Counters that begin with their first event, which a healthy shop does not have.
    private static readonly HashSet<string> BeginWithAnEvent =
    [
        "ALERTS", "ALERTS_FOR_STATE", "demo_checkout_unrefunded_orders_total", "demo_checkout_delivery_failures_total", "demo_notification_given_up_total", "demo_payment_refunds_total",
        "messaging_kafka_consumer_dead_letters_total", "db_client_connection_npgsql_pending_requests",
        "feature_flag_evaluation_error_total", "aspnetcore_rate_limiting_requests_total", "demo_fraud_rule_hits_total",
        // These need the browser or the load generator, which the tests leave out.
        "demo_browser_journey_duration_seconds_bucket", "feature_flag_flagd_impression_total",
    ];

    /// <summary>
    /// Null when the query finds data in the shop or, if it asks for metrics of a cluster, in the cluster's samples. A query that is empty because nothing is wrong,
    /// such as the condition of an alert, must ask for metrics and labels that exist.
    /// </summary>
    public async Task<string?> ProblemOfAsync(string query)
    {
        var selectors = Selectors(query);
        if (await shop.HasDataAsync(query) || await cluster.HasDataAsync(query))
            return null;
        var isEmptySomewhere = false;
        foreach (var selector in selectors)
        {
            var owner = ClusterMetrics.Names.Contains(NameOf(selector)) ? cluster : shop;
            if (await owner.HasDataAsync(selector))
                continue;
            isEmptySomewhere = true;
            if (BeginWithAnEvent.Contains(NameOf(selector)))
                continue;
            if (!await owner.HasDataAsync(NameOf(selector)))
                return $"no metric {NameOf(selector)}";
            foreach (var label in Labels().Matches(selector).Select(match => match.Groups["label"].Value))
            {
                if (!await owner.HasDataAsync(label == "__name__" ? NameOf(selector) : $"{NameOf(selector)}{{{label}!=\"\"}}"))
                    return $"{NameOf(selector)} has no label {label}";
            }
        }

        return isEmptySomewhere || Condition().IsMatch(query) ? null : "finds nothing, although each of its metrics has data";
    }

    private static string NameOf(string selector) => selector.Split('{')[0];

    // Selectors are names that are neither functions nor keywords; label lists of by, on and their like are taken away first.
    private static IReadOnlyList<string> Selectors(string query) =>
        [.. Selector().Matches(LabelList().Replace(query, " ")).Select(match => match.Value).Where(text => !Keyword().IsMatch(text)).Distinct()];

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex LabelList();

    [GeneratedRegex("""(?<=^|[\s(,+*/^%>=<!-])[a-zA-Z_:][a-zA-Z0-9_:]*(?![a-zA-Z0-9_:]|\s*\()(?:""" + Braces + """)?(?=(?:[^"]*"[^"]*")*[^"]*$)""")]
    private static partial Regex Selector();

    [GeneratedRegex("^(?:and|or|unless|bool|offset|inf|Inf|nan|NaN|group_left|group_right|by|on|without|ignoring|start|end)$")]
    private static partial Regex Keyword();

    // A matcher that refuses a value is met by series without the label.
    [GeneratedRegex("""(?<label>[a-zA-Z_][a-zA-Z0-9_]*)\s*=~?\s*"(?!\.\*")(?:\\.|[^"\\])+""", RegexOptions.ExplicitCapture)]
    private static partial Regex Labels();

    [GeneratedRegex("[<>]|[=!]=|\\b(?:unless|and|absent|absent_over_time)\\b")]
    private static partial Regex Condition();
}
