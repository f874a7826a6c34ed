namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Names of recorded series, for rules and dashboards. Windows in names are those of real operation.</summary>
public static class Series
{
    /// <summary>1 for each service, with the labels <c>service</c>, <c>job</c>, <c>owner</c> and <c>tier</c> (<c>critical</c> or <c>standard</c>).</summary>
    public const string ServiceInfo = "shop:service:info";

    /// <summary>1 while the shop's namespace has the label of planned maintenance; else 0.</summary>
    public const string MaintenancePlanned = "slo:maintenance:planned";

    /// <summary>1 during planned maintenance of at most four hours, which service levels leave out; else 0.</summary>
    public const string Maintenance = "slo:maintenance:active";

    /// <summary>When a release was committed, in seconds since 1970, by <c>namespace</c> and <c>tag</c>.</summary>
    public const string Committed = "release:commit:timestamp_seconds";

    /// <summary>Seconds from the commit of a release to its oldest pod, by <c>namespace</c> and <c>tag</c>. It grows when that pod is replaced: take the minimum over time.</summary>
    public const string LeadTime = "release:lead_time:seconds";

    /// <summary>Requests a second, by <c>service</c> and <c>operation</c>.</summary>
    public const string Requests = "slo:requests:rate5m";

    /// <summary>Failed or slow requests a second, by <c>service</c>, <c>operation</c> and <c>sli</c>.</summary>
    public const string BadRequests = "slo:bad_requests:rate5m";

    /// <summary>Share of requests that may be bad, by <c>service</c>, <c>operation</c>, <c>sli</c> and <c>owner</c>.</summary>
    public const string ErrorBudget = "slo:error_budget:ratio";

    /// <summary>Spent share of the error budget of 30 days; above 1 the objective is missed.</summary>
    public const string BudgetSpent = "slo:error_budget_spent:ratio";

    /// <summary>Share of the error budget of 30 days that is left; negative when the objective is missed.</summary>
    public const string BudgetRemaining = "slo:error_budget_remaining:ratio";

    /// <summary>Processor time of the busiest instance in proportion to its processors, by <c>job</c>.</summary>
    public const string CpuUtilization = "service:cpu_utilization:ratio";

    /// <summary>Share of requests at the entrance that end with 5xx.</summary>
    public const string EntranceServerErrors = "entrance:server_errors:ratio_rate5m";

    /// <summary>Share of requests at the entrance that end with 4xx.</summary>
    public const string EntranceClientErrors = "entrance:client_errors:ratio_rate5m";

    /// <summary>Seconds within which 99 % of requests at the entrance end.</summary>
    public const string EntranceP99 = "entrance:latency_p99:seconds";

    /// <summary>Standard deviations between the current rate of requests and its average of a day, by <c>service</c> and <c>operation</c>.</summary>
    public const string TrafficScore = "service:requests:zscore1d";

    /// <summary>Messages that a consumer group has still to read, by <c>job</c>, group and topic.</summary>
    public const string ConsumerLag = "consumer:lag:messages";

    /// <summary>Seconds that a consumer group needs for its lag at its current speed; infinite when it stands still.</summary>
    public const string ConsumerAge = "consumer:age:seconds";

    /// <summary>Share of requests that are bad.</summary>
    /// <param name="window">One of <see cref="SloRules.Windows"/>, such as <c>1h</c>.</param>
    public static string ErrorRatio(string window) => $"slo:error_ratio:rate{window}";

    /// <summary>How many times faster than allowed the error budget is spent.</summary>
    /// <param name="window">One of <see cref="SloRules.Windows"/>, such as <c>1h</c>.</param>
    public static string BurnRate(string window) => $"slo:burn_rate:rate{window}";
}
