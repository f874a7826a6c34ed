using System.Globalization;

namespace OtelShop.Dashboard.Ingest;

/// <summary>Counts refused requests, and speaks of each kind once a minute at most: a sender that is set up wrongly tries again and again.</summary>
internal sealed class Refusals(IngestTelemetry telemetry, TimeProvider clock, ILogger<Refusals> logger)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(OtlpTransport Transport, Refusal Reason), (long SpokeAt, long Unsaid)> _kinds = [];

    public void Add(HttpContext http, OtlpTransport transport, Refusal reason, string detail)
    {
        var signal = OtlpSignal.At(http.Request.Path);
        telemetry.Refused(signal, transport, reason);
        if (!MaySpeak((transport, reason), out var unsaid))
            return;
        var sender = string.Create(CultureInfo.InvariantCulture, $"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}");
        logger.RequestRefused(transport, signal?.Name ?? "a request", sender, reason, detail, unsaid);
    }

    private bool MaySpeak((OtlpTransport Transport, Refusal Reason) kind, out long unsaid)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            unsaid = 0;
            if (_kinds.TryGetValue(kind, out var known))
            {
                if (clock.GetElapsedTime(known.SpokeAt, now) < Silence)
                {
                    _kinds[kind] = (known.SpokeAt, known.Unsaid + 1);
                    return false;
                }

                unsaid = known.Unsaid;
            }

            _kinds[kind] = (now, 0);
            return true;
        }
    }
}
