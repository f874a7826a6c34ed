using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OtelShop.Testing.Fuzz;

namespace OtelShop.FrontendProxy.Tests;

public sealed class RequestFuzzTests
{
    private static readonly byte[][] Requests = [.. new[]
    {
        "GET /product/OLJCESPC7Z?currency=EUR HTTP/1.1\r\nHost: shop\r\nAccept-Encoding: br, gzip\r\nCookie: a=b; c=d\r\nConnection: close\r\n\r\n",
        "POST /api/cart HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{\"userId\":\"ann\"}",
        "POST /otlp-http/v1/traces HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n14\r\n{\"resourceSpans\":[]}\r\n0\r\n\r\n",
        "GET /images/products/Book.jpg HTTP/1.1\r\nHost: shop\r\nX-Forwarded-For: 1.2.3.4\r\nx-envoy-fault-delay-request: 1\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nConnection: close\r\n\r\n",
        "GET /flagservice/ HTTP/1.1\r\nHost: shop\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nConnection: Upgrade, close\r\n\r\n",
        "CONNECT shop:443 HTTP/1.1\r\nHost: shop:443\r\nConnection: close\r\n\r\n",
    }.Select(Encoding.Latin1.GetBytes)];

    private static readonly string[] Tokens =
    [
        "\r\n", "\n", "\r", "\0", " ", "\t", ":", ";", ",", "%00", "%2e%2e/", "//", "?", "#", "HTTP/1.0", "HTTP/2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "Host: other\r\n", "Content-Length: 5\r\n",
        "Content-Length: -1\r\n", "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n", "Connection: keep-alive\r\n", "X: y\r\n", "ffffffff\r\n", "\u00ff", "x-envoy-fault-delay-request: 1e9\r\n",
    ];

    [Fact]
    public async Task A_request_has_no_error_of_the_server()
    {
        // A limit for each client would refuse most of the inputs, and a delay that a header asks for is no hang.
        var log = new FakeLogCollector();
        await using var proxy = await RunningProxy.StartAsync(
            null, services => services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(log)).SetMinimumLevel(LogLevel.Warning)),
            ("FrontendProxy:RequestsPerSecond", "0"), ("FrontendProxy:MaxFaultDelay", "00:00:00"));

        await Fuzzer.RunAsync(Requests, Tokens, async input =>
        {
            var answer = await SendAsync(proxy.Address, input);
            var records = log.GetSnapshot(clear: true);
            return IsFine(answer) && !records.Any(record => record.Exception is not null) ? null : $"{answer}\n{string.Join('\n', records)}";
        });
        using var alive = await proxy.GetAsync("/");

        Assert.True(alive.IsSuccessStatusCode);
    }

    // Nothing: the request has no end. 505: a version that the server does not speak (RFC 9110). Else a frame that ends a connection of HTTP/2.
    private static bool IsFine(string answer) =>
        answer.Length == 0 || (answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && answer[9] != '5') || answer.StartsWith("HTTP/1.1 505 ", StringComparison.Ordinal) || answer[0] == '\0';

    /// <summary>Sends the bytes and nothing more. Resets the connection at the end, or 20,000 closed ones would use up the ports.</summary>
    private static async Task<string> SendAsync(Uri address, byte[] input)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(enable: true, seconds: 0) };
        await socket.ConnectAsync(address.Host, address.Port);
        var answer = new MemoryStream();
        var buffer = new byte[8 * 1024];
        try
        {
            await socket.SendAsync(input);
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(buffer) is > 0 and var read)
                answer.Write(buffer, 0, read);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.NotConnected)
        {
            // The proxy gave up on the rest of the request; what it answered before counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
