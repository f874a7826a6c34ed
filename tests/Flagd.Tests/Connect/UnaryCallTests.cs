using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Flagd.Evaluation.V1;
using Google.Protobuf;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Connect;

public sealed class UnaryCallTests : IAsyncLifetime
{
    private const string ResolveBoolean = "/flagd.evaluation.v1.Service/ResolveBoolean";

    private RunningFlagd _flagd = default!;
    private HttpClient _client = default!;

    public async ValueTask InitializeAsync()
    {
        _flagd = await RunningFlagd.StartAsync("""
            {"flags": {
              "no": {"state": "ENABLED", "variants": {"no": false}, "defaultVariant": "no"},
              "undecided": {"state": "ENABLED", "variants": {"no": false}, "defaultVariant": null},
              "disabled": {"state": "DISABLED", "variants": {"no": false}, "defaultVariant": "no"}
            }}
            """);
        _client = _flagd.CreateClient(Listener.Evaluation);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _flagd.DisposeAsync();
    }

    [Theory]
    [InlineData(ResolveBoolean)]
    [InlineData("/flagservice" + ResolveBoolean)]
    [InlineData("/schema.v1.Service/ResolveBoolean")]
    public async Task A_flag_is_answered_in_JSON_with_every_field(string path)
    {
        using var answer = await PostAsync("""{"flagKey": "no"}""", path: path);

        var body = await BodyAsync(answer);
        Assert.Equal(("application/json", HttpStatusCode.OK), (answer.Content.Headers.ContentType?.MediaType, answer.StatusCode));
        Assert.Equal("""{"value":false,"reason":"STATIC","variant":"no","metadata":{}}""", body.ToJsonString());
    }

    [Theory]
    [InlineData(ResolveBoolean, """{"value":false,"reason":"DISABLED","variant":"","metadata":{}}""")]
    [InlineData("/flagd.evaluation.v2.Service/ResolveBoolean", """{"reason":"DISABLED","metadata":{}}""")]
    public async Task A_disabled_flag_is_answered_with_its_reason(string path, string expected)
    {
        using var answer = await PostAsync("""{"flagKey": "disabled"}""", path: path);

        Assert.Equal((HttpStatusCode.OK, expected), (answer.StatusCode, (await BodyAsync(answer)).ToJsonString()));
    }

    [Fact]
    public async Task A_flag_is_answered_in_protobuf_too()
    {
        using var content = new ByteArrayContent(new ResolveBooleanRequest { FlagKey = "no" }.ToByteArray()) { Headers = { ContentType = new("application/proto") } };
        using var answer = await _client.PostAsync(ResolveBoolean, content);

        Assert.Equal("no", ResolveBooleanResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync()).Variant);
    }

    [Theory]
    [InlineData("0aff")]
    [InlineData("12ffffffff57")]
    [InlineData("12feffffff570a61")]
    public async Task Protobuf_whose_lengths_lie_is_refused(string hex)
    {
        using var content = new ByteArrayContent(Convert.FromHexString(hex)) { Headers = { ContentType = new("application/proto") } };
        using var answer = await _client.PostAsync(ResolveBoolean, content);

        Assert.Equal("invalid_argument", (string?)(await BodyAsync(answer))["code"]);
    }

    [Fact]
    public async Task It_is_answered_over_HTTP_2_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ResolveBoolean)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("""{"flagKey": "no"}""", Encoding.UTF8, "application/json"),
        };
        using var answer = await _client.SendAsync(request);

        Assert.Equal(("no", HttpVersion.Version20), ((string?)(await BodyAsync(answer))["variant"], answer.Version));
    }

    [Fact]
    public async Task A_request_may_be_gzipped()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync("""{"flagKey": "no"}"""u8.ToArray());
        using var content = new ByteArrayContent(packed.ToArray()) { Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } } };
        using var answer = await _client.PostAsync(ResolveBoolean, content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"flagKey": "nope"}""", 404, "not_found")]
    [InlineData("""{"flagKey": "undecided"}""", 404, "not_found")]
    [InlineData("""{"flagKey": 1}""", 400, "invalid_argument")]
    [InlineData("{", 400, "invalid_argument")]
    [InlineData("[]", 400, "invalid_argument")]
    public async Task What_fails_says_why(string body, int status, string code)
    {
        using var answer = await PostAsync(body);

        var error = await BodyAsync(answer);
        Assert.Equal((status, code), ((int)answer.StatusCode, (string?)error["code"]));
        Assert.NotEmpty((string)error["message"]!);
    }

    [Theory]
    [InlineData("zstd", 501, "unimplemented")]
    [InlineData("gzip", 400, "invalid_argument")]
    public async Task A_body_that_cannot_be_unpacked_is_refused(string encoding, int status, string code)
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json") { Headers = { ContentEncoding = { encoding } } };
        using var answer = await _client.PostAsync(ResolveBoolean, content);

        Assert.Equal((status, code), ((int)answer.StatusCode, (string?)(await BodyAsync(answer))["code"]));
    }

    [Fact]
    public async Task A_small_body_that_unpacks_to_a_large_one_is_refused()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync(new byte[5 * 1024 * 1024]);
        using var content = new ByteArrayContent(packed.ToArray()) { Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } } };
        using var answer = await _client.PostAsync(ResolveBoolean, content);

        Assert.Equal("resource_exhausted", (string?)(await BodyAsync(answer))["code"]);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("12345678901")]
    public async Task A_timeout_that_is_no_number_is_refused(string timeout)
    {
        using var answer = await PostAsync("{}", ("Connect-Timeout-Ms", timeout));

        Assert.Equal("invalid_argument", (string?)(await BodyAsync(answer))["code"]);
    }

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("application/connect+json")]
    [InlineData("application/problem+json")]
    public async Task Another_content_type_is_not_understood(string contentType)
    {
        using var content = new StringContent("""{"flagKey": "no"}""", Encoding.UTF8, contentType);
        using var answer = await _client.PostAsync(ResolveBoolean, content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task What_only_looks_like_protobuf_is_gRPC()
    {
        byte[] body = [0, 0, 0, 0, 4, .. new ResolveBooleanRequest { FlagKey = "no" }.ToByteArray()];
        using var request = new HttpRequestMessage(HttpMethod.Post, ResolveBoolean)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/grpc+proto") } },
            Headers = { { "TE", "trailers" } },
        };
        using var answer = await _client.SendAsync(request);

        Assert.Equal("0", Assert.Single(answer.TrailingHeaders.GetValues("grpc-status")));
    }

    [Fact]
    public async Task A_page_of_another_origin_may_ask()
    {
        using var question = new HttpRequestMessage(HttpMethod.Options, ResolveBoolean);
        question.Headers.Add("Origin", "http://shop.example");
        question.Headers.Add("Access-Control-Request-Method", "POST");
        question.Headers.Add("Access-Control-Request-Headers", "connect-protocol-version,content-type");
        using var answer = await _client.SendAsync(question);

        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task No_other_port_answers_it()
    {
        using var client = _flagd.CreateClient(Listener.Ofrep);
        using var content = new StringContent("""{"flagKey": "no"}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(ResolveBoolean, content);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, (string Name, string Value)? header = null, string path = ResolveBoolean)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        if (header is { } given)
            request.Headers.Add(given.Name, given.Value);
        return await _client.SendAsync(request);
    }

    private static async Task<JsonObject> BodyAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
}
