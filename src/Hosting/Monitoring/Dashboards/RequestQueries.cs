using OtelShop.Hosting.Monitoring.Rules;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>
/// Requests, errors and durations of services, each by the metric of its protocol: a gRPC service has a metric of HTTP too,
/// which does not tell a failed call from a successful one.
/// </summary>
/// <param name="shop">The shop.</param>
/// <param name="selection">Another matcher of labels, with a comma in front.</param>
internal sealed class RequestQueries(MonitoredShop shop, string selection = "")
{
    /// <summary>Names of the operations that <see cref="RateByOperation"/> counts.</summary>
    public const string OperationLegend = "{{rpc_method}}{{http_request_method}} {{http_route}}{{messaging_destination_name}}";

    public const string StatusLegend = "{{rpc_response_status_code}}{{http_response_status_code}}{{error_type}}";

    public string Rate() => Each(metric => metric.Rate("job"));

    public string ErrorRatio() => Each(metric => PromQl.Ratio(metric.ErrorRate("job"), metric.Rate("job")));

    public string Duration(double quantile) => Each(metric => metric.Quantile(quantile, "job"));

    public string RateByOperation() => Each(metric => metric.Rate(metric.Operation));

    public string DurationByOperation(double quantile) => Each(metric => metric.Quantile(quantile, metric.Operation));

    public string RateByStatus() => Each(metric => metric.Rate(metric.Status));

    // The protocols have different labels, and each service one protocol: a series never comes twice.
    private string Each(Func<Metric, string> expression) => string.Join("\nor ", Enum.GetValues<ServiceProtocol>().Select(MetricOf).OfType<Metric>().Select(expression));

    private Metric? MetricOf(ServiceProtocol protocol)
    {
        var names = shop.Services.Where(service => service.Protocol == protocol).Select(service => service.Name).ToList();
        if (names.Count == 0)
            return null;
        var requests = SloMetrics.RequestsOf(protocol);
        var selector = $"job=~\"{shop.JobOf($"({string.Join('|', names)})")}\"{selection}{(requests.Length > 0 ? $",{requests}" : "")}";
        var (operation, status) = protocol switch
        {
            ServiceProtocol.Grpc => ("rpc_method", "rpc_response_status_code"),
            ServiceProtocol.Http => ("http_request_method, http_route", "http_response_status_code"),
            _ => ("messaging_destination_name", "error_type"),
        };
        return new Metric(SloMetrics.HistogramOf(protocol), selector, SloMetrics.ErrorsOf(protocol), operation, status);
    }

    private sealed record Metric(string Name, string Selector, string Failed, string Operation, string Status)
    {
        public string Rate(string by) => PromQl.Rate($"{Name}_count", Selector, by);

        public string ErrorRate(string by) => PromQl.Rate($"{Name}_count", $"{Selector},{Failed}", by);

        public string Quantile(double quantile, string by) => PromQl.Quantile(quantile, Name, Selector, by);
    }
}
