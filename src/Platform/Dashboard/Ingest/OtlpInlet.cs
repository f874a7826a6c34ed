using Google.Protobuf;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Ingest;

/// <summary>Where requests of both transports meet, in the binary encoding, on their way to the stores.</summary>
internal sealed class OtlpInlet(TraceStore traces, LogStore logs, MetricStore metrics, IngestTelemetry telemetry)
{
    /// <exception cref="InvalidProtocolBufferException">It is no request of that signal; nothing was kept of it.</exception>
    public IngestResult Take(OtlpSignal signal, OtlpTransport transport, ReadOnlySpan<byte> request)
    {
        var result = signal == OtlpSignal.Traces ? traces.Add(request)
            : signal == OtlpSignal.Logs ? logs.Add(request)
            : metrics.Add(request);
        telemetry.Took(signal, transport, result);
        return result;
    }
}
