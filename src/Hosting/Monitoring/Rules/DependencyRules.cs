namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Databases, caches and brokers, seen by their clients and by exporters where there are any.</summary>
internal static class DependencyRules
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);

    public static RuleGroup Of(MonitoredShop shop, RuleSpeed speed) =>
        new("dependencies", RuleSpeed.Text(speed.Interval), [.. shop.Dependencies.SelectMany(dependency => Alerts(shop, dependency, speed))]);

    private static IEnumerable<Rule> Alerts(MonitoredShop shop, MonitoredDependency dependency, RuleSpeed speed)
    {
        var (operations, failures, exceptions, down, dashboard) = SeriesOf(dependency.Kind);
        var (window, job) = (speed.Window(FiveMinutes), shop.JobMatcher);
        string Rate(string series) => $"sum(rate({series.Replace("}", (series.EndsWith("{}", StringComparison.Ordinal) ? "" : ",") + job + "}", StringComparison.Ordinal)}[{window}]))";
        AlertRule Alert(string name) => new(name, "dependencies", dashboard, Severity.Page, AlertKind.Cause) { For = speed.Wait(TwoMinutes), Owner = MonitoredService.DefaultOwner, Service = dependency.Name };

        yield return Alert("DependencyErrors").When(
            $"{Rate(failures)} / {Rate(operations)} > 0.05\nand {Rate(failures)} * {speed.Scaled(300)} >= {speed.MinimumBadRequests}",
            $"Operations of {dependency.Name} fail",
            $"{{{{ $value | humanizePercentage }}}} of the operations that services ask {dependency.Name} for end with an error.");
        yield return Alert("DependencyUnreachable").When(
            $"(sum(rate(dotnet_exceptions_total{{{job},error_type=~\"{exceptions}\"}}[{window}])) * {speed.Scaled(300)} >= {speed.MinimumBadRequests})\nor max({down}) == 1",
            $"{dependency.Name} cannot be reached",
            $"Services cannot connect to {dependency.Name}, or its exporter says that it is down.");
    }

    // Npgsql counts failed operations apart; the others mark their duration. The runtime names exceptions without their namespace.
    private static (string Operations, string Failures, string Exceptions, string Down, string Dashboard) SeriesOf(DependencyKind kind) => kind switch
    {
        DependencyKind.PostgreSql => ("db_client_operation_duration_seconds_count{db_system_name=\"postgresql\"}", "db_client_operation_failed_total{}", "NpgsqlException", "1 - pg_up", "/d/otelshop-postgresql"),
        DependencyKind.Redis => (Redis("db_system_name=\"redis\""), Redis("db_system_name=\"redis\",error_type!=\"\""), "Redis(Connection|Timeout)Exception", "1 - redis_up", "/d/otelshop-redis"),
        _ => (Kafka("messaging_system=\"kafka\""), Kafka("messaging_system=\"kafka\",error_type!=\"\""), "(Kafka|Produce|Consume)Exception.*", "kafka_brokers < bool 1", "/d/otelshop-kafka"),
    };

    private static string Redis(string labels) => $"db_client_operation_duration_seconds_count{{{labels}}}";

    private static string Kafka(string labels) => $"messaging_client_operation_duration_seconds_count{{{labels}}}";
}
