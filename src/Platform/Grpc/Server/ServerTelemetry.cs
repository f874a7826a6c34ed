using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server;

/// <summary>Names the framework's server span after the method, and measures calls. Costs nothing while nobody listens.</summary>
internal sealed class ServerTelemetry(IMeterFactory meters)
{
    public const string MeterName = "Grpc.AspNetCore.Server";

    private readonly Histogram<double> _duration = meters.Create(MeterName).CreateHistogram(
        "rpc.server.call.duration",
        unit: "s",
        description: "Duration of the calls that the server answered.",
        tags: null,
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        });

    public long Start() => _duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void End(HttpContext http, MethodNames method, StatusCode code, long started)
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity) { Describe(activity, method, code); }
        if (started != 0) { Record(method, code, started); }
    }

    private static void Describe(Activity activity, MethodNames method, StatusCode code)
    {
        activity.DisplayName = method.Span;
        activity.SetTag("rpc.system", "grpc");
        activity.SetTag("rpc.service", method.Service);
        activity.SetTag("rpc.method", method.Method);
        activity.SetTag("rpc.grpc.status_code", MethodNames.Boxed(code));
        // Codes that blame the caller are no error of the server.
        if (code is StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.Unimplemented or StatusCode.Internal
            or StatusCode.Unavailable or StatusCode.DataLoss)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    private void Record(MethodNames method, StatusCode code, long started)
    {
        var tags = new TagList
        {
            { "rpc.system", "grpc" },
            { "rpc.service", method.Service },
            { "rpc.method", method.Method },
            { "rpc.grpc.status_code", MethodNames.Boxed(code) },
        };
        _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
    }
}
