using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Testing.Services;

namespace OtelShop.FrontendProxy.Tests;

public sealed class StreamingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("text/event-stream", "identity")]
    [InlineData("text/html", "identity")]
    [InlineData("text/html", "br")]
    [InlineData("text/html", "gzip")]
    public async Task What_a_destination_sends_arrives_before_its_answer_ends(string contentType, string encoding)
    {
        await using var proxy = await RunningProxy.StartAsync();
        var end = new TaskCompletionSource();
        proxy.Destination.Answer("/", async context =>
        {
            context.Response.ContentType = contentType;
            await context.Response.WriteAsync(new string('a', 2_000));
            await context.Response.Body.FlushAsync();
            await end.Task;
        });

        using var response = await proxy.GetAsync("/", ("Accept-Encoding", encoding));
        await using var body = await response.Content.ReadAsStreamAsync();
        var first = await body.ReadAsync(new byte[4_000]).AsTask().WaitAsync(Patience);
        end.SetResult();

        Assert.True(first > 0);
        Assert.Equal(encoding == "identity" ? [] : [encoding], response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_event_stream_outlasts_the_timeout()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:Timeout", "00:00:00.100"));
        proxy.Destination.Answer("/feature/live", async context =>
        {
            await context.Response.WriteAsync("event: open\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, context.RequestAborted);
            await context.Response.WriteAsync("event: changed\n\n");
        });

        using var response = await proxy.GetAsync("/feature/live", ("Accept", "text/event-stream"));

        Assert.Equal("event: open\n\nevent: changed\n\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_websocket_passes_and_outlasts_the_timeout()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:Timeout", "00:00:00.100"));
        proxy.Destination.Answer("/socket", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            var message = await socket.ReceiveAsync(buffer, context.RequestAborted);
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, context.RequestAborted);
            await socket.SendAsync(buffer.AsMemory(0, message.Count), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        });
        using var limit = new CancellationTokenSource(Patience);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new UriBuilder(proxy.Address) { Scheme = "ws", Path = "/socket" }.Uri, limit.Token);

        await client.SendAsync("clear skies"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        var answer = new byte[100];
        var received = await client.ReceiveAsync(answer, limit.Token);

        Assert.Equal("clear skies", Encoding.UTF8.GetString(answer, 0, received.Count));
    }

    // RFC 9110 §7.8: a server may ignore an upgrade.
    [Fact]
    public async Task Flag_evaluation_answers_a_websocket_as_an_ordinary_request_also_when_many_come_at_once()
    {
        await using var proxy = await RunningProxy.StartAsync(null, null, ("FrontendProxy:RequestsPerSecond", "0"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => proxy.SendRawAsync(
            "GET /flagservice/ HTTP/1.1\r\nHost: shop\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nConnection: Upgrade, close\r\n\r\n")));

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal));
    }

    // RFC 8441: over HTTP/2 a WebSocket is a CONNECT, which each 2xx opens.
    [Fact]
    public async Task Flag_evaluation_opens_no_websocket_over_HTTP_2_and_serves_others_on_the_connection()
    {
        using var certificate = Certificate();
        await using var proxy = await StartWithTlsAsync(certificate);
        using var client = ClientOf(proxy, certificate);

        var sockets = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => OpenAsync(client, new UriBuilder(proxy.Address) { Scheme = "wss", Path = "/flagservice/x" }.Uri)));
        var evaluations = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetAsync("/flagservice/x")));

        Assert.All(evaluations, response => Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (response.StatusCode, response.Version)));
        Assert.All(await sockets, status => Assert.Equal(HttpStatusCode.MethodNotAllowed, status));
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/images/a.jpg", 200)]
    [InlineData("/", 404)]
    [InlineData("/otlp-http/v1/traces", 200)]
    public async Task A_websocket_over_HTTP_2_to_what_has_none_is_no_failure_of_the_server(string path, int status)
    {
        using var certificate = Certificate();
        await using var proxy = await StartWithTlsAsync(certificate);
        foreach (var answered in (string[])["/", "/a.jpg"])
        {
            proxy.Destination.Answer(answered, context =>
            {
                context.Response.StatusCode = status;
                return context.Response.WriteAsync("page");
            });
        }

        using var client = ClientOf(proxy, certificate);

        Assert.InRange((int)await OpenAsync(client, new UriBuilder(proxy.Address) { Scheme = "wss", Path = path }.Uri), 400, 499);
    }

    private static Task<RunningProxy> StartWithTlsAsync(X509Certificate2 certificate) => RunningProxy.StartAsync(
        null, services => services.PostConfigure<KestrelServerOptions>(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate)),
        ("FrontendProxy:RequestsPerSecond", "0"), ("Kestrel:Endpoints:http:Url", "https://127.0.0.1:0"), ("Kestrel:Endpoints:http:Protocols", "Http1AndHttp2"));

    private static HttpClient ClientOf(RunningProxy proxy, X509Certificate2 certificate) =>
        new(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, found, _, _) => certificate.Equals(found) } })
        {
            BaseAddress = proxy.Address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

    private static async Task<HttpStatusCode> OpenAsync(HttpClient client, Uri address)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var socket = new ClientWebSocket { Options = { HttpVersion = HttpVersion.Version20, HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact, CollectHttpResponseDetails = true } };
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, client, limit.Token));
        return socket.HttpStatusCode;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=shop", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    [Fact]
    public async Task A_header_that_ends_connections_of_HTTP_2_is_refused_and_breaks_no_other_evaluation()
    {
        await using var proxy = await RunningProxy.StartAsync(null, null, ("FrontendProxy:RequestsPerSecond", "0"));
        Task<string> SendAsync(string header) => proxy.SendRawAsync($"GET /flagservice/x HTTP/1.1\r\nHost: shop\r\nX-Name: {header}\r\nConnection: close\r\n\r\n");

        var hostile = Task.WhenAll(Enumerable.Range(0, 200).Select(_ => SendAsync("\u00ff")));
        var honest = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => SendAsync("Ada")));

        Assert.All(honest, answer => Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal));
        Assert.All(await hostile, answer => Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_large_request_body_reaches_the_destination_while_it_is_sent()
    {
        await using var proxy = await RunningProxy.StartAsync();
        var arrived = new TaskCompletionSource<int>();
        proxy.Destination.Answer("/upload", async context => arrived.SetResult(await context.Request.Body.ReadAsync(new byte[100])));

        using var client = await proxy.ConnectAsync("POST /upload HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n" + new string('x', 0x10000));

        Assert.True(await arrived.Task.WaitAsync(Patience) > 0);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/flagservice/")]
    public async Task A_client_that_leaves_ends_the_request_at_the_destination(string path)
    {
        await using var proxy = await RunningProxy.StartAsync();
        var (started, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        proxy.Destination.Answer("/", async context =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.SetResult();
        });

        var client = await proxy.ConnectAsync($"GET {path} HTTP/1.1\r\nHost: shop\r\n\r\n");
        await started.Task.WaitAsync(Patience);
        client.Dispose();

        await ended.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Many_streams_are_open_at_the_same_time()
    {
        await using var proxy = await RunningProxy.StartAsync();
        var (open, end) = (0, new TaskCompletionSource());
        proxy.Destination.Answer("/feature/live", async context =>
        {
            Interlocked.Increment(ref open);
            await end.Task;
        });

        var streams = Enumerable.Range(0, 200).Select(_ => proxy.GetAsync("/feature/live", ("Accept", "text/event-stream"))).ToList();
        await Eventually.HoldsAsync(() => Volatile.Read(ref open) == 200);
        end.SetResult();

        Assert.All(await Task.WhenAll(streams), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }
}
