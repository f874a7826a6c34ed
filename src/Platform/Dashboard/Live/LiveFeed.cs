using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Live;

/// <summary>Tells an open page which of its topics have changed, at most twice a second (Server-Sent Events, WHATWG HTML §9.2).</summary>
internal sealed class LiveFeed(ChangeFeed changes, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const string Changed = "changed";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live", (string? topics, HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(WatchAsync(Parse(topics), context.RequestAborted));
    });

    private static Topic[] Parse(string? topics) =>
        [.. (topics ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(t => Enum.TryParse<Topic>(t, ignoreCase: true, out var topic) ? topic : (Topic?)null).OfType<Topic>().Distinct()];

    /// <summary>An event for every interval in which a topic changed. Ends with the request, or when the dashboard stops.</summary>
    internal async IAsyncEnumerable<SseItem<string>> WatchAsync(Topic[] topics, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var seen = topics.Select(changes.Version).ToArray();
        yield return new SseItem<string>("", "open");
        while (await NextAsync(topics, seen, ended.Token) is { } news)
        {
            yield return news;
            if (!await PauseAsync(Interval, ended.Token))
                yield break;
        }
    }

    private async Task<SseItem<string>?> NextAsync(Topic[] topics, long[] seen, CancellationToken cancellationToken)
    {
        var quiet = Task.Delay(KeepAlive, time, cancellationToken);
        while (true)
        {
            var next = changes.NextAsync(cancellationToken);
            var changed = topics.Where((topic, i) => changes.Version(topic) != seen[i]).ToArray();
            if (changed.Length > 0)
            {
                for (var i = 0; i < topics.Length; i++)
                    seen[i] = changes.Version(topics[i]);
                return new SseItem<string>(string.Join(' ', changed.Select(t => t.ToString().ToLowerInvariant())), Changed);
            }

            var first = await Task.WhenAny(next, quiet);
            if (cancellationToken.IsCancellationRequested)
                return null;
            if (first == quiet)
                return new SseItem<string>("", "quiet");
        }
    }

    private async Task<bool> PauseAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        await Task.Delay(interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
