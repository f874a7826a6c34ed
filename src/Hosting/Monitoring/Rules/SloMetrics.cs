namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Metrics that tell how a service does, named as Prometheus translates OpenTelemetry's conventions.</summary>
public static class SloMetrics
{
    /// <summary>Boundaries of the histograms of durations, in seconds.</summary>
    public static IReadOnlyList<double> Boundaries { get; } = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    /// <summary>Name of the histogram, without its suffix.</summary>
    /// <param name="protocol">How the service is used.</param>
    public static string HistogramOf(ServiceProtocol protocol) => protocol switch
    {
        ServiceProtocol.Grpc => "rpc_server_call_duration_seconds",
        ServiceProtocol.Http => "http_server_request_duration_seconds",
        _ => "messaging_process_duration_seconds",
    };

    /// <summary>Matcher of requests that count; empty when all do.</summary>
    /// <param name="protocol">How the service is used.</param>
    public static string RequestsOf(ServiceProtocol protocol) => protocol switch
    {
        // Probes of pods are no requests of users.
        ServiceProtocol.Grpc => "rpc_method!~\"grpc[.].+\"",
        // Browsers keep the stream of flag changes open; the others lead to tools of operators.
        ServiceProtocol.Http => "http_route!~\"/(feature|flagservice|loadgen|otlp-http)/.*\"",
        _ => "",
    };

    /// <summary>Matcher of requests that failed by fault of the service.</summary>
    /// <param name="protocol">How the service is used.</param>
    public static string ErrorsOf(ServiceProtocol protocol) => protocol is ServiceProtocol.Http ? "http_response_status_code=~\"5..\"" : "error_type!=\"\"";

    /// <summary>Matcher of one operation: reads, writes or messages.</summary>
    internal static string OperationOf(ServiceProtocol protocol, SloOperation operation) => (protocol, operation.Methods) switch
    {
        (ServiceProtocol.Messaging, _) or (_, []) => "",
        (ServiceProtocol.Grpc, var methods) => $"rpc_method{operation.Match}\".+/({string.Join('|', methods)})\"",
        (_, var methods) => $"http_request_method{operation.Match}\"{string.Join('|', methods)}\"",
    };
}
