using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Google.Protobuf;
using OtelShop.Dashboard.Ingest.Json;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Api;

/// <summary>
/// Keeps an answer open: what there is, the oldest first, then what comes, one line each, until the client goes.
/// A client that reads slowly makes it wait, not pile up: between two looks at the store nothing is held but the lines of one page.
/// </summary>
internal sealed class ApiStream(ChangeFeed changes, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Lines that are held at a time.</summary>
    public const int Page = 1000;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    /// <param name="context">The request.</param>
    /// <param name="topic">Of the change that makes it look again.</param>
    /// <param name="next">What has come since it was called last; when that is a page, there may be more.</param>
    public async Task WriteAsync(HttpContext context, Topic topic, Func<IReadOnlyList<IMessage>> next)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var gone = ended.Token;
        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        // Without its own line the client would wait for the answer's beginning.
        await context.Response.StartAsync(gone);
        try
        {
            while (true)
            {
                var change = changes.NextAsync(gone);
                var version = changes.Version(topic);
                var count = await WriteAsync(context.Response.BodyWriter, next(), gone);
                while (count < Page && changes.Version(topic) == version)
                {
                    await change;
                    change = changes.NextAsync(gone);
                }

                if (count < Page)
                    await Task.Delay(LookAgain, time, gone);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The client has gone, or the dashboard stops.
        }
    }

    private static async Task<int> WriteAsync(PipeWriter output, IReadOnlyList<IMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            using (var writer = new Utf8JsonWriter(output))
                OtlpJson.Write(writer, message);
            output.Write("\n"u8);
            await output.FlushAsync(cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
        return messages.Count;
    }
}
