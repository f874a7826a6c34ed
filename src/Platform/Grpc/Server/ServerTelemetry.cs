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

    /// <summary>Describes and measures a call that ended.</summary>
    /// <param name="http">The call's request.</param>
    /// <param name="current">The span that was current when the call began.</param>
    /// <param name="method">The method's names.</param>
    /// <param name="code">How the call ended.</param>
    /// <param name="started">What <see cref="Start"/> gave.</param>
    public void End(HttpContext http, Activity? current, MethodNames method, StatusCode code, long started)
    {
        // Nearly always the current span is the request's. A middleware may have put its own around the call, so the feature has the last word.
        var request = current is null or { Kind: ActivityKind.Server } ? current : http.Features.Get<IHttpActivityFeature>()?.Activity;
        if (request is { IsAllDataRequested: true }) { Describe(request, method, code); }
        if (started != 0) { Record(method, code, started); }
    }

    private static void Describe(Activity activity, MethodNames method, StatusCode code)
    {
        activity.DisplayName = method.Span;
        activity.AddTag("rpc.system", "grpc");
        activity.AddTag("rpc.service", method.Service);
        activity.AddTag("rpc.method", method.Method);
        activity.AddTag("rpc.grpc.status_code", MethodNames.Boxed(code));
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
