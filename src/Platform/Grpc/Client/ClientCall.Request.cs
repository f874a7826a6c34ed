using System.Net;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.Net.Client;

internal abstract partial class ClientCall
{
    /// <summary>A header of the call that chooses how its requests are compressed. It is not sent.</summary>
    private const string RequestEncodingKey = "grpc-internal-encoding-request";

    private static readonly string UserAgent = $"grpc-otelshop/{typeof(ClientCall).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version})";

    private HttpRequestMessage CreateRequest(HttpContent content, Uri uri, int attempt)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var headers = request.Headers;
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, _channel.AcceptedEncodings);
        if (_options.Headers is { Count: > 0 } metadata) { AddMetadata(request, metadata); }
        if (!headers.NonValidated.Contains("user-agent")) { headers.TryAddWithoutValidation("user-agent", UserAgent); }
        if (RequestCompression is not null) { headers.TryAddWithoutValidation(GrpcHeaders.Encoding, RequestCompression.EncodingName); }
        if (attempt > 1) { headers.TryAddWithoutValidation(GrpcHeaders.PreviousAttempts, (attempt - 1).ToString()); }
        if (_host is not null) { headers.Host = _host; }
        if (_options.Deadline is { } deadline && deadline != DateTime.MaxValue)
        {
            headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcTimeout.Format(deadline - _channel.Surroundings.Clock.GetUtcNow().UtcDateTime));
        }

        // Without a listener for our spans, the trace of whoever calls goes on all the same.
        ClientTelemetry.Inject(_activity ?? System.Diagnostics.Activity.Current, request);
        return request;
    }

    private static void AddMetadata(HttpRequestMessage request, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (entry.Key is RequestEncodingKey || GrpcHeaders.IsReserved(entry.Key)) { continue; }
            request.Headers.TryAddWithoutValidation(entry.Key, MetadataHeaders.WireValue(entry));
        }
    }

    private ICompressionProvider? FindRequestCompression()
    {
        if (_options.Headers?.GetValue(RequestEncodingKey) is not { } name || name == GrpcHeaders.Identity) { return null; }
        return _channel.Compression.GetValueOrDefault(name)
            ?? throw new InvalidOperationException($"The channel has no compression provider named '{name}'.");
    }
}
