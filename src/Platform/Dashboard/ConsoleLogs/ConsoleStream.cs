using System.Text;
using System.Threading.Channels;
using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.ConsoleLogs;

/// <summary>Continues an open page with every new line, as server-sent events whose data is HTML.</summary>
internal sealed class ConsoleStream(IResourceSource source, IHostApplicationLifetime lifetime)
{
    /// <summary>A browser that does not keep up makes this end of the connection wait, and misses lines in the end.</summary>
    private const int MostBatches = 32;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <param name="http">The request.</param>
    /// <param name="selection">Whose lines.</param>
    /// <param name="since">Unix nanoseconds: lines that came before are on the page already.</param>
    public async Task WriteAsync(HttpContext http, ConsoleSelection selection, long since)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        var batches = Channel.CreateBounded<string>(MostBatches);
        var readers = selection.Resources.Select(resource => ReadAsync(resource, selection.IsNamed, since, batches.Writer, ended.Token)).ToList();
        try
        {
            await PassAsync(http.Response, batches.Reader, ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader has left, or the dashboard stops.
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PassAsync(HttpResponse response, ChannelReader<string> batches, CancellationToken cancellationToken)
    {
        await response.WriteAsync(": open\n\n", cancellationToken);
        var ready = batches.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            await response.Body.FlushAsync(cancellationToken);
            await Task.WhenAny(ready, Task.Delay(Heartbeat, cancellationToken));
            if (!ready.IsCompleted)
            {
                // Else nobody would learn of a browser that has gone without a word.
                await response.WriteAsync(": still here\n\n", cancellationToken);
                continue;
            }

            await ready;
            await response.WriteAsync("data: ", cancellationToken);
            while (batches.TryRead(out var html))
                await response.WriteAsync(html, cancellationToken);
            await response.WriteAsync("\n\n", cancellationToken);
            ready = batches.WaitToReadAsync(cancellationToken).AsTask();
        }
    }

    private async Task ReadAsync(ResourceView resource, bool isNamed, long since, ChannelWriter<string> batches, CancellationToken cancellationToken)
    {
        var writer = new ConsoleHtml(resource, isNamed);
        await foreach (var lines in source.WatchConsoleAsync(resource.Name, cancellationToken))
        {
            var html = new StringBuilder();
            foreach (var line in lines)
            {
                if (UnixTime.FromDateTime(line.Time) < since)
                    writer.Skip(line);
                else
                    writer.Write(line, html);
            }

            if (html.Length > 0)
                await batches.WriteAsync(html.ToString(), cancellationToken);
        }
    }
}
