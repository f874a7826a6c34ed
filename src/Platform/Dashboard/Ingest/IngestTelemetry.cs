using System.Diagnostics;
using System.Diagnostics.Metrics;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Ingest;

/// <summary>Counts what comes in and what does not.</summary>
internal sealed class IngestTelemetry
{
    public const string MeterName = "OtelShop.Dashboard.Ingest";

    private readonly Counter<long> _accepted;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _refused;

    public IngestTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>("dashboard.ingest.accepted", "{item}", "Spans, log records and points that were kept.");
        _rejected = meter.CreateCounter<long>("dashboard.ingest.rejected", "{item}", "Spans, log records and points that were not kept, of requests that were taken.");
        _refused = meter.CreateCounter<long>("dashboard.ingest.refused", "{request}", "Requests that were not taken.");
    }

    public void Took(OtlpSignal signal, OtlpTransport transport, IngestResult result)
    {
        if (!_accepted.Enabled && !_rejected.Enabled)
            return;
        var tags = Tags(signal, transport);
        _accepted.Add(result.Accepted, tags);
        if (result.Rejected > 0)
            _rejected.Add(result.Rejected, tags);
    }

    public void Refused(OtlpSignal? signal, OtlpTransport transport, Refusal reason)
    {
        var tags = Tags(signal, transport);
        tags.Add("reason", reason.ToString());
        _refused.Add(1, tags);
    }

    private static TagList Tags(OtlpSignal? signal, OtlpTransport transport) =>
        new() { { "signal", signal?.Name ?? "unknown" }, { "transport", transport == OtlpTransport.Grpc ? "grpc" : "http" } };
}
