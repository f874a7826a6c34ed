using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;

namespace OtelShop.Bench.DashboardBench;

/// <summary>Sends requests over OTLP gRPC, encoded beforehand, so that the sender costs little.</summary>
internal sealed class OtlpClient(Uri address) : IDisposable
{
    private const int PrefixBytes = 5;

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    public void Dispose() => _client.Dispose();

    /// <exception cref="InvalidOperationException">It was not taken.</exception>
    public async Task SendAsync(byte[] request)
    {
        var body = new byte[PrefixBytes + request.Length];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), request.Length);
        request.CopyTo(body, PrefixBytes);
        using var message = new HttpRequestMessage(HttpMethod.Post, "/opentelemetry.proto.collector.trace.v1.TraceService/Export")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        message.Headers.TE.Add(new("trailers"));
        using var response = await _client.SendAsync(message);
        await response.Content.ReadAsByteArrayAsync();
        var status = response.TrailingHeaders.Concat(response.Headers).FirstOrDefault(h => h.Key == "grpc-status").Value?.FirstOrDefault();
        if (status != "0")
            throw new InvalidOperationException($"Export was answered with status {status ?? response.StatusCode.ToString()}.");
    }
}
