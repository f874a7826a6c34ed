using System.Globalization;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>Says why a query found no data at any time of a run.</summary>
/// <param name="prometheus">The server that has everything that queries ask for.</param>
/// <param name="run">How long ago the run began.</param>
internal sealed class QueryCheck(PrometheusClient prometheus, TimeSpan run)
{
    // Counters that begin with an event that the shared shop is spared.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["aspnetcore_rate_limiting_requests_total"] = "a client that exceeds its limit: FrontendProxy.Tests/LimitTests",
        ["demo_checkout_unrefunded_orders_total"] = "payment refuses a refund for good: Checkout.Tests/RecoveryTests",
        ["demo_notification_given_up_total"] = "a mail server that does not say whether it took a mail: Email.Tests/SmtpTests",
    };

    private readonly Dictionary<string, bool> _selectors = [];

    /// <summary>How many queries were checked.</summary>
    public int Queries { get; private set; }

    /// <summary>
    /// Null when each vector selector, with its label matchers as written, had a series within the run, and the whole query had numbers once its conditions are
    /// left out: a healthy shop is below the thresholds.
    /// </summary>
    public async Task<string?> ProblemOfAsync(string query)
    {
        Queries++;
        var selectors = PromQl.Selectors(query);
        foreach (var selector in selectors.Where(selector => !IsElsewhere(selector)))
        {
            if (!await HasSeriesAsync(selector))
                return $"no series {selector}";
        }

        if (selectors.Any(IsElsewhere))
            return null;
        // NaN is no number to look at, and not greater than anything.
        return await HasDataAsync($"({PromQl.WithoutConditions(query)}) >= -Inf", ":15s") ? null : "finds no number, although each of its selectors has series";
    }

    private static bool IsElsewhere(string selector) => Elsewhere.ContainsKey(selector.Split('{')[0]);

    private async Task<bool> HasSeriesAsync(string selector) =>
        _selectors.TryGetValue(selector, out var known) ? known : _selectors[selector] = await HasDataAsync(selector, "");

    private Task<bool> HasDataAsync(string expression, string step) =>
        prometheus.HasDataAsync(string.Create(CultureInfo.InvariantCulture, $"count(last_over_time({(step.Length > 0 ? $"({expression})" : expression)}[{Math.Ceiling(run.TotalSeconds)}s{step}]))"));
}
