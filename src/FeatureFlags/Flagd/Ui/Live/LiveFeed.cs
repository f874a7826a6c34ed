using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Scheduler;
using OtelShop.Flagd.Ui.Layout;

namespace OtelShop.Flagd.Ui.Live;

/// <summary>Tells open pages that something they may show has changed (Server-Sent Events, WHATWG HTML §9.2).</summary>
internal sealed class LiveFeed(FlagStore store, FaultScheduler scheduler, TimeProvider time, IHostApplicationLifetime lifetime)
{
    // Flags, file, history and scheduler change one after another; four values that are compared now and then miss none of it.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private const int QuietTurns = 80;

    /// <summary>What a page that is rendered now shows. Read it before everything else, and no change is missed.</summary>
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

    /// <summary>An event whenever something has changed. Ends with the request, or when the daemon stops.</summary>
    /// <param name="since"><see cref="Versions"/> of the page. Null means now.</param>
    /// <param name="cancellationToken">The request.</param>
    internal async IAsyncEnumerable<SseItem<string>> WatchAsync(string? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var seen = since ?? Versions;
        // The first bytes tell the browser that it is connected.
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
