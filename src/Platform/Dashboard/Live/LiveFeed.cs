using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Live;

/// <summary>Tells an open page which of its topics have changed, at most twice a second (Server-Sent Events, WHATWG HTML §9.2).</summary>
internal sealed class LiveFeed(ChangeFeed changes, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private static readonly Topic[] AllTopics = Enum.GetValues<Topic>();
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    /// <summary>What a page that is rendered now shows. Read it before the stores, and no change is missed.</summary>
    public string Versions => string.Join('.', AllTopics.Select(topic => changes.Version(topic).ToString(CultureInfo.InvariantCulture)));

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live", (string? topics, string? since, HttpContext context) =>
        TypedResults.ServerSentEvents(WatchAsync(Parse(topics), since, context.RequestAborted)));

    /// <summary>An event for every interval in which a topic changed. Ends with the request, or when the dashboard stops.</summary>
    /// <param name="topics">What the page shows.</param>
    /// <param name="since"><see cref="Versions"/> of the page. Null means now.</param>
    /// <param name="cancellationToken">The request.</param>
    internal async IAsyncEnumerable<SseItem<string>> WatchAsync(Topic[] topics, string? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var seen = ParseVersions(since ?? Versions);
        // The first bytes tell the browser that it is connected.
        yield return new SseItem<string>("", "open");
        while (!ended.IsCancellationRequested)
        {
            using var quiet = new CancellationTokenSource(KeepAlive, time);
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, quiet.Token);
            var next = changes.NextAsync(wait.Token);
            var changed = Array.FindAll(topics, topic => changes.Version(topic) != seen[(int)topic]);
            if (changed.Length > 0)
            {
                foreach (var topic in changed)
                    seen[(int)topic] = changes.Version(topic);
                yield return new SseItem<string>(string.Join(' ', changed.Select(t => t.ToString().ToLowerInvariant())), "changed");
            }
            else
            {
                await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (quiet.IsCancellationRequested)
                    yield return new SseItem<string>("", "quiet");
                if (topics.Any(topic => changes.Version(topic) != seen[(int)topic]))
                    continue;
            }

            // Also when it was another topic: telemetry changes a thousand times a second, and a page about something else must not notice.
            await Task.Delay(Interval, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Topic[] Parse(string? topics) =>
        [.. AllTopics.IntersectBy((topics ?? "").ToUpperInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries), topic => topic.ToString().ToUpperInvariant())];

    private static long[] ParseVersions(string versions)
    {
        var seen = new long[AllTopics.Length];
        foreach (var (index, version) in versions.Split('.').Take(seen.Length).Index())
            seen[index] = long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
        return seen;
    }
}
