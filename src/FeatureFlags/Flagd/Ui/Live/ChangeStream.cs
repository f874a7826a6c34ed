using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Scheduler;
using OtelShop.Flagd.Ui.Layout;

namespace OtelShop.Flagd.Ui.Live;

/// <summary>Notifies open pages of changes (Server-Sent Events, WHATWG HTML §9.2).</summary>
internal sealed class ChangeStream(FlagStore store, FaultScheduler scheduler, TimeProvider time, IHostApplicationLifetime lifetime)
{
    // Flags, file, history and scheduler change in turn; comparing four versions at intervals misses none.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private const int QuietTurns = 80;

    /// <summary>Versions of a page rendered now. Read before all else, so that no change is missed.</summary>
    public string Versions => string.Join('.',
        store.Current.Version,
        (store.History is [var last, ..] ? last.Id : 0).ToString(CultureInfo.InvariantCulture),
        scheduler.State.Version.ToString(CultureInfo.InvariantCulture),
        store.Problem is { } problem ? StableHash(problem.Message) : "-");

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Addresses.Live, (string? since, HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(WatchAsync(since, context.RequestAborted));
    }).AllowAnonymous();

    /// <summary>Yields an event for each change. Ends with the request or when the daemon stops.</summary>
    /// <param name="since"><see cref="Versions"/> of the page. Null: now.</param>
    /// <param name="cancellationToken">The request.</param>
    internal async IAsyncEnumerable<SseItem<string>> WatchAsync(string? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var seen = since ?? Versions;
        // The first bytes tell the browser that the stream is open.
        yield return new SseItem<string>("", "open");
        for (var quiet = 0; !ended.IsCancellationRequested; quiet++)
        {
            if (Versions is var now && now != seen)
            {
                seen = now;
                quiet = 0;
                yield return new SseItem<string>(now, "changed");
            }
            else if (quiet == QuietTurns)
            {
                quiet = 0;
                yield return new SseItem<string>("", "quiet");
            }

            await Task.Delay(Interval, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static string StableHash(string text) => text.Aggregate(17u, (hash, c) => unchecked(hash * 31 + c)).ToString(CultureInfo.InvariantCulture);
}
