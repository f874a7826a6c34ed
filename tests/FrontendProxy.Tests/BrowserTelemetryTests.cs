using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Testing.Services;

namespace OtelShop.FrontendProxy.Tests;

public sealed class BrowserTelemetryTests
{
    private const string Path = "/otlp-http/v1/traces";
    private const string Json = "application/json";
    private const string Ids = "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"b7ad6b7169203331\"";

    [Fact]
    public async Task A_batch_of_a_page_reaches_the_receiver_with_its_ids_numbers_and_attributes()
    {
        await using var proxy = await RunningProxy.StartAsync();
        var sent = JsonNode.Parse("""
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"frontend-web"}}]},"scopeSpans":[{"scope":{"name":"fetch"},"spans":[
            {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","parentSpanId":"00f067aa0ba902b7","name":"GET","kind":3,"startTimeUnixNano":"1700000000000000001","endTimeUnixNano":"1700000000000000002",
            "attributes":[{"key":"http.response.status_code","value":{"intValue":"200"}},{"key":"ratio","value":{"doubleValue":0.5}},{"key":"cached","value":{"boolValue":false}},{"key":"size","value":{"intValue":"0"}},{"key":"tags","value":{"arrayValue":{"values":[{"stringValue":""}]}}}],"status":{"code":2}}]}]}]}
            """)!;

        using var response = await SendAsync(proxy, sent.ToJsonString());
        var received = (await response.Content.ReadFromJsonAsync<Echo>())!;

        Assert.Equal(("POST", "/v1/traces"), (received.Method, received.Target));
        Assert.True(JsonNode.DeepEquals(sent, JsonNode.Parse(received.Body)), received.Body);
    }

    [Theory]
    [InlineData("{x")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"resourceSpans\":{}}")]
    [InlineData("{\"resourceSpans\":[null]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[null]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[null]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"resource\":{\"attributes\":[null]}}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"zzf7651916cd43dd8448eb211c80319c\",\"spanId\":\"b7ad6b7169203331\"}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"b7ad6b71692033\"}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":5}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + Ids + ",\"links\":[{}]}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + Ids + ",\"name\":\"\\ud800\"}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + Ids + ",\"startTimeUnixNano\":\"18446744073709551616\"}]}]}]}")]
    public Task What_is_no_batch_of_spans_is_400(string body) => RefusesAsync(HttpStatusCode.BadRequest, body);

    [Fact]
    public Task Bytes_that_are_no_text_are_400() => RefusesAsync(HttpStatusCode.BadRequest, new ByteArrayContent([0x7b, 0xff, 0x7d]) { Headers = { ContentType = new(Json) } });

    [Fact]
    public Task Values_nested_deeper_than_the_parser_reads_are_400() => RefusesAsync(
        HttpStatusCode.BadRequest, Batch(1).Replace(Ids, $"{Ids},\"attributes\":[{{\"key\":\"a\",\"value\":{Nested(200)}}}]", StringComparison.Ordinal));

    [Theory]
    [InlineData("{\"resourceSpans\":[{}", ",{}", 9)]
    [InlineData("{\"resourceSpans\":[{}", ",{}", 80_000)]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{}", ",{}", 65)]
    public Task Lists_longer_than_those_of_a_page_are_400(string start, string item, int count) => RefusesAsync(
        HttpStatusCode.BadRequest, $"{start}{string.Concat(Enumerable.Repeat(item, count))}{(start.Contains("scopeSpans", StringComparison.Ordinal) ? "]}" : "")}]}}");

    [Theory]
    [InlineData(512, HttpStatusCode.OK)]
    [InlineData(513, HttpStatusCode.BadRequest)]
    public async Task A_batch_has_as_many_spans_as_the_sdk_sends_at_most(int spans, HttpStatusCode status)
    {
        await using var proxy = await RunningProxy.StartAsync();

        using var response = await SendAsync(proxy, Batch(spans));

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("application/x-protobuf")]
    [InlineData("text/plain")]
    [InlineData("")]
    public Task Types_that_pages_do_not_send_are_415(string type)
    {
        var content = new ByteArrayContent("hello"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return RefusesAsync(HttpStatusCode.UnsupportedMediaType, content);
    }

    [Fact]
    public Task A_packed_body_is_415() =>
        RefusesAsync(HttpStatusCode.UnsupportedMediaType, new StringContent(Batch(1), Encoding.UTF8, new MediaTypeHeaderValue(Json)) { Headers = { ContentEncoding = { "gzip" } } });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_larger_than_a_pages_batch_is_413(bool hasLength)
    {
        await using var proxy = await RunningProxy.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(new string(' ', 300_000), Encoding.UTF8, Json) };
        request.Headers.TransferEncodingChunked = !hasLength;

        using var response = await proxy.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(proxy.Destination.Received);
    }

    [Theory]
    [InlineData("GET", Path, HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/otlp-http/v1/logs", HttpStatusCode.NotFound)]
    [InlineData("GET", "/otlp-http/", HttpStatusCode.NotFound)]
    public async Task The_receiver_serves_spans_only(string method, string path, HttpStatusCode status)
    {
        await using var proxy = await RunningProxy.StartAsync();

        using var response = await proxy.SendAsync(new HttpMethod(method), path);

        Assert.Equal(status, response.StatusCode);
        Assert.Empty(proxy.Destination.Received);
    }

    [Fact]
    public async Task Many_hostile_callers_at_once_are_4xx_and_do_not_reach_the_receiver()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:RequestsPerSecond", "0"));
        string[] hostile = [$"{{\"resourceSpans\":[{{}}{string.Concat(Enumerable.Repeat(",{}", 80_000))}]}}", "{\"resourceSpans\":[null]}", Batch(600), "{x"];

        var statuses = await Concurrently.CallAsync(async number =>
        {
            using var response = await SendAsync(proxy, hostile[number % hostile.Length]);
            return response.StatusCode;
        });

        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests, status.ToString()));
        Assert.Empty(proxy.Destination.Received);
    }

    [Fact]
    public async Task A_client_sends_few_batches_at_once_and_others_are_not_kept_waiting()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:KnownProxies", "127.0.0.1"));
        var (arrived, end) = (0, new TaskCompletionSource());
        proxy.Destination.Answer("/v1/traces", async _ =>
        {
            Interlocked.Increment(ref arrived);
            await end.Task;
        });
        var waiting = Enumerable.Range(0, 16).Select(_ => SendAsync(proxy, Batch(1), "203.0.113.1")).ToList();
        await Eventually.HoldsAsync(() => Volatile.Read(ref arrived) == 16);

        using var refused = await SendAsync(proxy, Batch(1), "203.0.113.1");
        var other = SendAsync(proxy, Batch(1), "203.0.113.2");
        await Eventually.HoldsAsync(() => Volatile.Read(ref arrived) == 17);
        end.SetResult();

        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        Assert.All(await Task.WhenAll([.. waiting, other]), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task A_batch_that_does_not_arrive_in_time_is_408()
    {
        var clock = new TestClock();
        await using var proxy = await RunningProxy.StartAsync(null, services => services.AddSingleton<TimeProvider>(clock));
        using var client = await proxy.ConnectAsync($"POST {Path} HTTP/1.1\r\nHost: shop\r\nContent-Type: {Json}\r\nContent-Length: 100\r\n\r\n{{");
        await clock.TimerAsync(TimeSpan.FromSeconds(5));

        clock.Advance(TimeSpan.FromSeconds(5));
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);

        Assert.StartsWith("HTTP/1.1 408 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    private static async Task RefusesAsync(HttpStatusCode status, string body) => await RefusesAsync(status, new StringContent(body, Encoding.UTF8, Json));

    private static async Task RefusesAsync(HttpStatusCode status, HttpContent body)
    {
        await using var proxy = await RunningProxy.StartAsync();

        using var response = await proxy.Http.PostAsync(Path, body);

        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Empty(proxy.Destination.Received);
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningProxy proxy, string body, string? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, Json) };
        if (client is not null)
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", client);
        return await proxy.Http.SendAsync(request);
    }

    private static string Batch(int spans) => $"{{\"resourceSpans\":[{{\"scopeSpans\":[{{\"spans\":[{string.Join(',', Enumerable.Repeat($"{{{Ids}}}", spans))}]}}]}}]}}";

    private static string Nested(int depth) => $"{string.Concat(Enumerable.Repeat("{\"arrayValue\":{\"values\":[", depth))}{string.Concat(Enumerable.Repeat("]}}", depth))}";
}
