using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OtelShop.FaultInjection;

/// <summary>Counts what was broken on purpose, and gives lost HTTP requests the span that they would have had.</summary>
internal sealed class FaultTelemetry(IMeterFactory meters)
{
    public const string MeterName = "OtelShop.Faults";

    // The framework's own name: its span is made where a request meets the network, which a lost one never does.
    private static readonly ActivitySource Http = new("System.Net.Http");

    private readonly Counter<long> _injected = meters.Create(MeterName).CreateCounter<long>("demo.fault.injections", "{fault}", "Faults injected because a flag said so");

    public void Injected(string flag) => _injected.Add(1, new KeyValuePair<string, object?>("feature_flag.key", flag));

    public static Activity? StartLostRequest(HttpRequestMessage request)
    {
        var span = Http.StartActivity("System.Net.Http.HttpRequestOut", ActivityKind.Client);
        if (span is not { IsAllDataRequested: true })
            return span;

        span.DisplayName = request.Method.Method;
        span.SetTag("http.request.method", request.Method.Method);
        span.SetTag("server.address", request.RequestUri?.Host);
        span.SetTag("server.port", request.RequestUri?.Port);
        span.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Path));
        return span;
    }

    public static void LostRequestEnded(Activity? span, Exception error)
    {
        span?.SetTag("error.type", error.GetType().FullName);
        span?.SetStatus(ActivityStatusCode.Error);
    }
}
