using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>The client's spans and metrics. They cost nothing while nobody listens.</summary>
internal static class ClientTelemetry
{
    public const string Name = "Grpc.Net.Client";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "rpc.client.call.duration",
        unit: "s",
        description: "Duration of the calls that the client made.",
        tags: null,
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        });

    public static bool IsMeasuring => Duration.Enabled;

    /// <summary>Starts the span of a call and makes it current; null when nobody listens.</summary>
    public static Activity? Start(MethodNames names, Uri address)
    {
        if (!Source.HasListeners()) { return null; }
        var activity = Source.StartActivity(names.Span, ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("rpc.system", "grpc");
            activity.SetTag("rpc.service", names.Service);
            activity.SetTag("rpc.method", names.Method);
            activity.SetTag("server.address", ServerName(address));
            if (address.Port > 0) { activity.SetTag("server.port", address.Port); }
        }

        return activity;
    }

    /// <summary>Writes trace context and baggage of the current span into a request.</summary>
    public static void Inject(Activity? activity, HttpRequestMessage request)
    {
        if (activity is null) { return; }
        DistributedContextPropagator.Current.Inject(
            activity, request, static (carrier, name, value) => ((HttpRequestMessage)carrier!).Headers.TryAddWithoutValidation(name, value));
    }

    public static void End(Activity? activity, Status status)
    {
        if (activity is null) { return; }
        if (activity.IsAllDataRequested)
        {
            activity.SetTag("rpc.grpc.status_code", MethodNames.Boxed(status.StatusCode));
            if (status.StatusCode != StatusCode.OK) { activity.SetStatus(ActivityStatusCode.Error, status.Detail); }
        }

        // Stopping makes the span's parent current, but whoever ends the call may by now be inside another span.
        var current = Activity.Current;
        activity.Stop();
        if (current != activity) { Activity.Current = current; }
    }

    public static void Record(MethodNames names, Uri address, StatusCode code, TimeSpan duration)
    {
        var tags = new TagList
        {
            { "rpc.system", "grpc" },
            { "rpc.service", names.Service },
            { "rpc.method", names.Method },
            { "rpc.grpc.status_code", MethodNames.Boxed(code) },
            { "server.address", ServerName(address) },
        };
        if (address.Port > 0) { tags.Add("server.port", address.Port); }
        Duration.Record(duration.TotalSeconds, tags);
    }

    private static string ServerName(Uri address) => address.Host.Length > 0 ? address.Host : address.AbsolutePath.TrimStart('/');
}
