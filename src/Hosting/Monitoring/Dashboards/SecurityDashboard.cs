using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Refused requests, fraud, and changes that people make.</summary>
internal static class SecurityDashboard
{
    public const string Name = "security";

    public static Dashboard Of(MonitoredShop shop)
    {
        var entrances = $"job=~\"{shop.JobOf($"({string.Join('|', shop.Services.Where(service => service.IsEntrance).Select(service => service.Name))})")}\"";
        var jobs = shop.JobMatcher;
        return new Dashboard(Name, "Security events", "Refused requests, suspicious orders, changes of flags, what Falco finds, and the cluster's policies.", Requests(entrances, jobs), Fraud(jobs), Containers(shop), Cluster(), Events(shop))
        {
            Annotations = Shared.Changes(shop),
            Links = [new("Logs", LogsDashboard.Name), new("Business", BusinessDashboard.Name)],
            From = "now-6h",
        };
    }

    private static Section Requests(string entrances, string jobs) => new("Requests",
        Line.Of(
            Graph("Refused at the entrance", "4xx by status: 401 and 403 without permission, 404 by scanners, 429 too many.", Units.RequestsPerSecond,
                new PromQuery(PromQl.Rate("http_server_request_duration_seconds_count", $"{entrances},http_response_status_code=~\"4..\"", "http_response_status_code"), "{{http_response_status_code}}")),
            Graph("Limited requests", "Requests that a rate limit refused, by service and result.", Units.RequestsPerSecond,
                new PromQuery(PromQl.Rate("aspnetcore_rate_limiting_requests_total", $"{jobs},aspnetcore_rate_limiting_result!=\"acquired\"", "job, aspnetcore_rate_limiting_result"), "{{job}} {{aspnetcore_rate_limiting_result}}")).ByService(),
            Graph("Refused calls of gRPC", "Without identity or permission, or with invalid arguments.", Units.RequestsPerSecond,
                new PromQuery(PromQl.Rate("rpc_server_call_duration_seconds_count", $"{jobs},rpc_response_status_code=~\"UNAUTHENTICATED|PERMISSION_DENIED|INVALID_ARGUMENT|RESOURCE_EXHAUSTED\"", "job, rpc_response_status_code"), "{{job}} {{rpc_response_status_code}}")).ByService()));

    private static Section Fraud(string jobs) => new("Fraud and changes", Line.Of(
        Graph("Suspicious orders per minute", "Alerts of fraud detection.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_fraud_orders_screened_total", $"{jobs},demo_fraud_alert=\"true\"", ""), "alerts")),
        Graph("Rules of fraud per minute", "Which rule found something.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_fraud_rule_hits_total", jobs, "demo_fraud_rule"), "{{demo_fraud_rule}}")),
        Graph("Changes of flags", "How a flag was changed, within an hour.", Units.Count, new PromQuery($"sum by (feature_flag_key, flagd_change_how) (increase(flagd_flag_changes_total{{{jobs}}}[1h])) > 0", "{{feature_flag_key}} by {{flagd_change_how}}"))));

    // Falco makes a label of each tag: the shop's rules have the name of the shop.
    private static Section Containers(MonitoredShop shop) => new("Running containers",
        Line.OfLists(
            Graph("Findings of Falco", "What containers did that the model does not have, within an hour, by rule.", Units.Count,
                new PromQuery($"sum by (rule_name) (increase(falcosecurity_falco_rules_matches_total{{tag_{shop.Namespace}=\"true\"}}[1h])) > 0", "{{rule_name}}")).Limits(1, 5),
            Logs("Findings", "Pod, image, process and parent of each.", "{k8s_namespace_name=\"falco\"} |= \"output_fields\"")));

    private static Section Cluster() => new("Cluster", Line.Of(
        Graph("Certificates", "Time until each certificate of cert-manager expires.", Units.Seconds, new PromQuery("min by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds - time())", "{{namespace}}/{{name}}")),
        Graph("Secrets that were not read", "Failed synchronizations of External Secrets within an hour.", Units.Count, new PromQuery("sum by (namespace, name) (increase(externalsecret_sync_calls_error[1h])) > 0", "{{namespace}}/{{name}}")).Limits(1, 5),
        Graph("Refused requests of the API server", "401 and 403 by verb and resource.", Units.RequestsPerSecond,
            new PromQuery(PromQl.Rate("apiserver_request_total", "code=~\"401|403\"", "verb, resource, code"), "{{code}} {{verb}} {{resource}}"))));

    private static Section Events(MonitoredShop shop) => new("Logs",
        Line.OfLists(
            Logs("Changes of flags", "What flagd logs when a user changes a flag.", $"{{{shop.LogMatcher},service_name=\"flagd\"}} |~ \"(?i)flag.*(changed|turned|set)\""),
            Logs("Refusals and fraud", "Warnings about tokens, permissions, limits and suspicious orders.", $"{{{shop.LogMatcher}}} | severity_text=~\"Warning|Error|Critical\" |~ \"(?i)token|unauthori[sz]ed|forbidden|denied|rate limit|fraud|suspicious\"")));
}
