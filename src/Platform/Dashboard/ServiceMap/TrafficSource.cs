using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>The graph of a window, built again only when spans have come, and at most once a second.</summary>
internal sealed class TrafficSource(TraceStore traces, ChangeFeed changes, TimeProvider time, ResourceBoard board)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    // Weak: a map that nobody looks at any more must not hold on to spans that the store has let go.
    private readonly WeakReference<Kept?> _kept = new(null);

    /// <param name="window">How far back. The window before it is as long.</param>
    /// <param name="until">End, Unix time in nanoseconds. Null means now.</param>
    public ServiceGraph Graph(TimeSpan window, long? until) => Read(window, until).Graph;

    /// <summary>The same, and the requests that it sums up.</summary>
    public Traffic Read(TimeSpan window, long? until)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var version = changes.Version(Topic.Traces);
            if (_kept.TryGetTarget(out var kept) && kept.Window == window && kept.Until == until
                && (now - kept.BuiltAt < Freshness || (until is not null && kept.Version == version)))
                return kept.Traffic;
            var end = until ?? UnixTime.FromDateTime(now);
            var length = UnixTime.FromTimeSpan(window);
            var (spans, since) = Collect(end - (2 * length), end);
            var traffic = ServiceGraphBuilder.Build(spans, end - length, end, since);
            _kept.SetTarget(new(window, until, version, now, traffic));
            return traffic;
        }
    }

    /// <summary>Spans of which all are kept that their service sent since, and since when that is.</summary>
    private (List<ObservedSpan> Spans, Func<string, long> Since) Collect(long from, long until)
    {
        List<ObservedSpan> spans = [];
        var horizon = traces.Horizon;
        // What an earlier process kept, or an archive, is older than this process.
        var began = traces.Began;
        // Few peers, many spans: each is named and kept once.
        Dictionary<Peer, Peer> peers = [];
        var names = new PeerNames(board.All);
        traces.Scan(from, until, (span, attributes) =>
        {
            began = Math.Min(began, span.Start);
            if (span.Start <= horizon.ForgottenUntil(span.Resource.ServiceName))
                return;
            var peer = span.Kind is SpanKind.Client or SpanKind.Producer or SpanKind.Consumer ? PeerReader.Read(attributes) : null;
            if (peer is not null)
            {
                if (!peers.TryGetValue(peer, out var known))
                    peers.Add(peer, known = names.Resolve(peer));
                peer = known;
            }

            spans.Add(new(span, peer));
        });
        return (spans, service => Math.Max(began, horizon.ForgottenUntil(service) + 1));
    }

    private sealed record Kept(TimeSpan Window, long? Until, long Version, DateTimeOffset BuiltAt, Traffic Traffic);
}
