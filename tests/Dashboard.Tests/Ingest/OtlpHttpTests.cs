using System.Net;
using System.Text;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Tests.Ingest;

public sealed class OtlpHttpTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = null!;
    private HttpClient _sender = null!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync(settings: ("Otlp:MaxRequestBytes", "100000"));
        _sender = _dashboard.CreateOtlpClient();
    }

    public async Task DisposeAsync()
    {
        _sender.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task Traces_in_protobuf_are_kept_and_answered_with_nothing()
    {
        using var answer = await _sender.PostAsync("/v1/traces", OtlpContent.Protobuf(OtlpSamples.OneSpan()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/x-protobuf", answer.Content.Headers.ContentType?.ToString());
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("GET /cart", Assert.Single(_dashboard.Get<TraceStore>().Find(new()).Items).Name);
    }

    [Fact]
    public async Task Logs_in_JSON_are_kept_and_answered_in_JSON()
    {
        using var answer = await _sender.PostAsync("/v1/logs", OtlpContent.Json(OtlpSamples.OneLog()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("{}", await answer.Content.ReadAsStringAsync());
        Assert.Equal("hello", Assert.Single(_dashboard.Get<LogStore>().Find(new()).Items).Record.Body.StringValue);
    }

    [Fact]
    public async Task Metrics_are_taken()
    {
        using var answer = await _sender.PostAsync("/v1/metrics", OtlpContent.Protobuf(OtlpSamples.OnePoint()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("GZIP")]
    public async Task A_compressed_request_is_understood(string encoding)
    {
        using var answer = await _sender.PostAsync("/v1/traces", OtlpContent.Protobuf(OtlpSamples.OneSpan()).Compressed(encoding));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(_dashboard.Get<TraceStore>().Find(new()).Items);
    }

    [Theory]
    [InlineData("application/x-protobuf", "")]
    [InlineData("application/json", "{}")]
    [InlineData("application/json; charset=UTF-8", """{"resourceSpans":[]}""")]
    public async Task An_empty_request_is_fine(string type, string body)
    {
        using var answer = await _sender.PostAsync("/v1/traces", OtlpContent.Of(type, Encoding.UTF8.GetBytes(body)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_broken_message_is_refused_with_a_status_in_protobuf()
    {
        using var answer = await _sender.PostAsync("/v1/traces", OtlpContent.Of("application/x-protobuf", [0x0a, 0x7f, 1]));
        var status = Google.Rpc.Status.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/x-protobuf", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal((int)Google.Rpc.Code.InvalidArgument, status.Code);
        Assert.NotEmpty(status.Message);
    }

    [Fact]
    public async Task Broken_JSON_is_refused_with_a_status_in_JSON_that_names_the_place()
    {
        using var answer = await _sender.PostAsync("/v1/traces", OtlpContent.Of("application/json", """{"resourceSpans":7}"""u8.ToArray()));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"code":3,"message":"resourceSpans (byte 17) must be an array."}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task Another_content_type_is_refused(string type)
    {
        using var answer = await _sender.PostAsync("/v1/traces", OtlpContent.Of(type, [1]));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_compression_is_refused_and_the_known_ones_named()
    {
        var content = OtlpContent.Protobuf(OtlpSamples.OneSpan());
        content.Headers.ContentEncoding.Add("br");
        using var answer = await _sender.PostAsync("/v1/traces", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("gzip, deflate", Assert.Single(answer.Headers.GetValues("Accept-Encoding")));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    public async Task Another_method_is_told_which_one_is_allowed(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/v1/traces");
        using var answer = await _sender.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("POST", Assert.Single(answer.Content.Headers.Allow));
    }

    [Fact]
    public async Task A_request_that_says_it_is_too_large_is_refused()
    {
        using var answer = await _sender.PostAsync("/v1/logs", OtlpContent.Json(OtlpSamples.OneLog(body: new string('x', 100_000))));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("""{"code":8,"message":"The request is larger than 100000 bytes."}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_request_that_turns_out_too_large_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/logs") { Content = OtlpContent.Json(OtlpSamples.OneLog(body: new string('x', 100_000))) };
        request.Headers.TransferEncodingChunked = true;
        using var answer = await _sender.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_request_that_unfolds_to_more_than_the_limit_is_refused()
    {
        var bomb = OtlpContent.Protobuf(OtlpSamples.OneLog(body: new string('x', 50_000_000))).Compressed("gzip");
        using var answer = await _sender.PostAsync("/v1/logs", bomb);

        Assert.True(bomb.Headers.ContentLength < 100_000);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_damaged_compression_is_refused()
    {
        var content = OtlpContent.Of("application/x-protobuf", "no gzip at all"u8.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await _sender.PostAsync("/v1/traces", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_compression_that_ends_early_is_refused()
    {
        var whole = await OtlpContent.Protobuf(OtlpSamples.OneSpan()).Compressed("gzip").ReadAsByteArrayAsync();
        var content = OtlpContent.Of("application/x-protobuf", whole[..^12]);
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await _sender.PostAsync("/v1/traces", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_dashboard.Get<TraceStore>().Find(new()).Items);
    }

    [Fact]
    public async Task Another_path_is_not_found()
    {
        using var answer = await _sender.PostAsync("/v1/profiles", OtlpContent.Protobuf(new ExportTraceServiceRequest()));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
