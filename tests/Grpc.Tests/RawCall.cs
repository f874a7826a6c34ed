using System.Buffers.Binary;
using System.Net;
using Google.Protobuf;

namespace OtelShop.Grpc.Tests;

/// <summary>A request written byte by byte, as a broken or hostile client would.</summary>
internal sealed class RawCall(Uri server) : IDisposable
{
    private readonly HttpClient _http = new();

    public string Path { get; init; } = "/grpctest.Echo/Unary";

    public string ContentType { get; init; } = "application/grpc";

    public Version Version { get; init; } = HttpVersion.Version20;

    public Dictionary<string, string> Headers { get; } = new() { ["te"] = "trailers" };

    public static byte[] Frame(IMessage message, byte flag = 0) => Frame(message.ToByteArray(), flag);

    public static byte[] Frame(byte[] message, byte flag = 0)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    public async Task<RawReply> SendAsync(params byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, Path))
        {
            Version = Version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", ContentType);
        foreach (var (name, value) in Headers) { request.Headers.TryAddWithoutValidation(name, value); }
        using var response = await _http.SendAsync(request);
        var received = await response.Content.ReadAsByteArrayAsync();
        return new RawReply(response, received);
    }

    public void Dispose() => _http.Dispose();
}
