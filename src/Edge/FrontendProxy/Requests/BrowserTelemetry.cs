using System.Globalization;
using System.Net;
using System.Net.Mime;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using OtelShop.FrontendProxies.Responses;

namespace OtelShop.FrontendProxies.Requests;

/// <summary>
/// Passes on what pages send to the telemetry receiver: spans in OTLP/JSON, in batches of a browser's size. The receiver takes the rest for its own fault or is kept busy by it.
/// </summary>
internal sealed class BrowserTelemetry(TimeProvider time) : IDisposable
{
    private const string Traces = "/otlp-http/v1/traces";
    private const int MaxBodyBytes = 256 * 1024;
    private const int MaxActivePerClient = 16;
    private const int MaxActive = 64;
    private static readonly TimeSpan MaxReadTime = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<HttpContext> _active = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => AtMost(MaxActivePerClient, ClientRateLimit.ClientOf(context.Connection.RemoteIpAddress))),
        PartitionedRateLimiter.Create<HttpContext, string>(_ => AtMost(MaxActive, Traces)));

    public Task CheckAsync(HttpContext context, RequestDelegate next) =>
        context.GetReverseProxyFeature().Cluster.Config.ClusterId == Destinations.Collector ? PassOnAsync(context, next) : next(context);

    public void Dispose() => _active.Dispose();

    private async Task PassOnAsync(HttpContext context, RequestDelegate next)
    {
        if (RefusalOf(context) is var (status, detail))
        {
            await ErrorResponse.WriteAsync(context, status, detail);
            return;
        }

        using var lease = _active.AttemptAcquire(context);
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            await ErrorResponse.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many batches are being sent: wait a moment and try again.");
            return;
        }

        if (await ReadAsync(context) is { } batch)
        {
            Replace(context.Request, batch);
            await next(context);
        }
    }

    // A content coding would need a limit of its own: a few bytes can unpack to gigabytes.
    private static (int Status, string Detail)? RefusalOf(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        if (request.Path != Traces)
            return (StatusCodes.Status404NotFound, $"Browsers send spans to {Traces}, and nothing else.");
        if (!HttpMethods.IsPost(request.Method))
        {
            headers.Allow = HttpMethods.Post;
            return (StatusCodes.Status405MethodNotAllowed, "Spans are sent by POST.");
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase))
        {
            headers["Accept-Post"] = MediaTypeNames.Application.Json;
            return (StatusCodes.Status415UnsupportedMediaType, "Browsers send spans as application/json.");
        }

        if (request.Headers.ContentEncoding.Count > 0)
        {
            headers.AcceptEncoding = "identity";
            return (StatusCodes.Status415UnsupportedMediaType, "Browsers send spans without a content coding.");
        }

        return request.ContentLength > MaxBodyBytes ? TooLarge : null;
    }

    private static (int Status, string Detail) TooLarge => (StatusCodes.Status413PayloadTooLarge, $"A batch has at most {MaxBodyBytes} bytes.");

    /// <summary>The batch; null when the request was answered or its client has left.</summary>
    private async Task<byte[]?> ReadAsync(HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = MaxBodyBytes;
        using var limit = new CancellationTokenSource(MaxReadTime, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, stop.Token);
            if (BrowserSpans.TryRead(body.GetBuffer().AsSpan(0, (int)body.Length), out var batch, out var problem))
                return batch;
            await ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, problem);
        }
        catch (BadHttpRequestException error)
        {
            var (status, detail) = error.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : (error.StatusCode, "The body could not be read.");
            await ErrorResponse.WriteAsync(context, status, detail);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // What the client still sends would be read as its next request.
            context.Response.Headers.Connection = "close";
            await ErrorResponse.WriteAsync(context, StatusCodes.Status408RequestTimeout, $"A batch arrives within {MaxReadTime.TotalSeconds} seconds.");
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client has left: there is no answer to send.
        }

        return null;
    }

    private static void Replace(HttpRequest request, byte[] batch)
    {
        request.Body = new MemoryStream(batch, writable: false);
        request.Headers.TransferEncoding = default;
        request.ContentLength = batch.Length;
    }

    private static RateLimitPartition<TKey> AtMost<TKey>(int permits, TKey key) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = permits });
}
