using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Ofrep;

public sealed class OfrepTests : IAsyncLifetime
{
    private const string All = "/ofrep/v1/evaluate/flags";
    private const string Flags = """
        {"metadata": {"flagSetId": "test"}, "flags": {
          "half": {"state": "ENABLED", "variants": {"half": 0.5}, "defaultVariant": "half", "metadata": {"owner": "ada"}},
          "abroad": {"state": "ENABLED", "variants": {"yes": true, "no": false}, "defaultVariant": "no", "targeting": {"if": [{"in": ["abroad", {"var": "places"}]}, "yes"]}},
          "broken": {"state": "ENABLED", "variants": {"no": false}, "defaultVariant": "no", "targeting": {"nonsense": []}},
          "astray": {"state": "ENABLED", "variants": {"no": false}, "defaultVariant": "no", "targeting": {"if": [true, "nowhere"]}},
          "disabled": {"state": "DISABLED", "variants": {"no": false}, "defaultVariant": "no"},
          "undecided": {"state": "ENABLED", "variants": {"no": false}}
        }}
        """;

    private RunningFlagd _flagd = default!;
    private HttpClient _client = default!;

    public async ValueTask InitializeAsync()
    {
        _flagd = await RunningFlagd.StartAsync(Flags);
        _client = _flagd.CreateClient(Listener.Ofrep);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _flagd.DisposeAsync();
    }

    [Theory]
    [InlineData("half", "", 200, """{"key":"half","reason":"STATIC","variant":"half","value":0.5,"metadata":{"flagSetId":"test","owner":"ada"}}""")]
    [InlineData("abroad", "{}", 200, """{"key":"abroad","reason":"DEFAULT","variant":"no","value":false,"metadata":{"flagSetId":"test"}}""")]
    [InlineData("abroad", """{"context": {"places": ["home", "abroad"]}}""", 200, """{"key":"abroad","reason":"TARGETING_MATCH","variant":"yes","value":true,"metadata":{"flagSetId":"test"}}""")]
    [InlineData("disabled", """{"context": null}""", 200, """{"key":"disabled","reason":"DISABLED","metadata":{"flagSetId":"test"}}""")]
    [InlineData("undecided", "", 200, """{"key":"undecided","reason":"DEFAULT","metadata":{"flagSetId":"test"}}""")]
    public async Task One_flag_is_evaluated(string key, string body, int status, string expected)
    {
        using var answer = await PostAsync($"{All}/{key}", body);

        Assert.Equal((status, expected), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_key_with_a_slash_is_one_key()
    {
        await _flagd.ServeAsync("""{"flags": {"a/b": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes"}}}""");
        using var answer = await PostAsync($"{All}/a%2Fb", "{}");

        Assert.Equal("""{"key":"a/b","reason":"STATIC","variant":"yes","value":true}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("nope", "{}", 404, "FLAG_NOT_FOUND")]
    [InlineData("broken", "{}", 400, "PARSE_ERROR")]
    [InlineData("astray", "{}", 400, "GENERAL")]
    [InlineData("half", "{", 400, "PARSE_ERROR")]
    [InlineData("half", "[]", 400, "PARSE_ERROR")]
    [InlineData("half", """{"context": {"half a pair": "\ud800"}}""", 400, "PARSE_ERROR")]
    [InlineData("half", """{"context": {"\ud800": 1}}""", 400, "PARSE_ERROR")]
    [InlineData("half", """{"context": "home"}""", 400, "INVALID_CONTEXT")]
    public async Task What_fails_says_why(string key, string body, int status, string code)
    {
        using var answer = await PostAsync($"{All}/{key}", body);

        var error = await BodyAsync(answer);
        Assert.Equal((status, key, code), ((int)answer.StatusCode, (string?)error["key"], (string?)error["errorCode"]));
        Assert.NotEmpty((string)error["errorDetails"]!);
    }

    [Fact]
    public async Task All_flags_come_at_once_also_those_in_error_and_those_without_a_value()
    {
        using var answer = await PostAsync(All, "{}");

        var flags = (await BodyAsync(answer))["flags"]!.AsArray();
        Assert.Equal(
            ["half:STATIC:half", "abroad:DEFAULT:no", "broken:PARSE_ERROR:", "astray:GENERAL:", "disabled:DISABLED:", "undecided:DEFAULT:"],
            flags.Select(flag => $"{flag!["key"]}:{flag["errorCode"] ?? flag["reason"]}:{flag["variant"]}"));
    }

    [Theory]
    [InlineData("", 200, null)]
    [InlineData("""{"context": null}""", 200, null)]
    [InlineData("""{"context": {"places": null, "": {"": []}}, "more": 1}""", 200, null)]
    [InlineData("""{"context": []}""", 400, "INVALID_CONTEXT")]
    [InlineData("""{"context": 1}""", 400, "INVALID_CONTEXT")]
    [InlineData("null", 400, "PARSE_ERROR")]
    [InlineData("""{"context": {}} {}""", 400, "PARSE_ERROR")]
    public async Task All_flags_need_no_context_and_take_none_that_is_no_object(string body, int status, string? error)
    {
        using var answer = await PostAsync(All, body);

        var answered = await BodyAsync(answer);
        Assert.Equal((status, error, error is null), ((int)answer.StatusCode, (string?)answered["errorCode"], answered["flags"] is not null));
        Assert.Null(answered["key"]);
    }

    [Fact]
    public async Task A_number_is_the_double_that_gRPC_gives()
    {
        await _flagd.ServeAsync("""
            {"metadata": {"m": 9007199254740993}, "flags": {
              "big": {"state": "ENABLED", "variants": {"big": 9007199254740993}, "defaultVariant": "big"},
              "huge": {"state": "ENABLED", "variants": {"huge": 1e300}, "defaultVariant": "huge"},
              "nested": {"state": "ENABLED", "variants": {"n": {"list": [9007199254740993, "ä", null, {"x": 0.10}]}}, "defaultVariant": "n"}}}
            """);
        using var answer = await PostAsync(All, "{}");
        using var one = await PostAsync($"{All}/big", "{}");

        Assert.Equal(
            """{"flags":[{"key":"big","reason":"STATIC","variant":"big","value":9007199254740992,"metadata":{"m":9007199254740992}},"""
            + """{"key":"huge","reason":"STATIC","variant":"huge","value":1E+300,"metadata":{"m":9007199254740992}},"""
            + """{"key":"nested","reason":"STATIC","variant":"n","value":{"list":[9007199254740992,"\u00E4",null,{"x":0.1}]},"metadata":{"m":9007199254740992}}"""
            + """],"metadata":{"m":9007199254740992}}""",
            await answer.Content.ReadAsStringAsync());
        Assert.Equal(9007199254740992, (long)(await BodyAsync(one))["value"]!);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"another\", {0}")]
    [InlineData("{1}")]
    [InlineData("W/{1}")]
    [InlineData("another,{1}")]
    public async Task Flags_that_have_not_changed_are_not_sent_again(string known)
    {
        using var first = await PostAsync(All, "{}");
        using var second = await PostAsync(All, "{}", string.Format(CultureInfo.InvariantCulture, known, first.Headers.ETag!.Tag, first.Headers.ETag.Tag.Trim('"')));

        Assert.Equal((HttpStatusCode.NotModified, 0), (second.StatusCode, (await second.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task A_change_is_sent_to_clients_with_the_former_version()
    {
        using var first = await PostAsync(All, "{}");
        await _flagd.ServeAsync(Flags.Replace("0.5", "0.25", StringComparison.Ordinal));
        using var second = await PostAsync(All, "{}", first.Headers.ETag!.Tag);

        Assert.Equal(0.25, (double?)(await BodyAsync(second))["flags"]![0]!["value"]);
    }

    [Fact]
    public async Task Another_context_is_another_answer()
    {
        using var first = await PostAsync(All, "{}");
        using var second = await PostAsync(All, """{"context": {"places": ["abroad"]}}""", first.Headers.ETag!.Tag);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var answer = await PostAsync(All, new string(' ', 2 * 1024 * 1024));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "PARSE_ERROR"), (answer.StatusCode, (string?)(await BodyAsync(answer))["errorCode"]));
    }

    [Fact]
    public async Task A_page_of_another_origin_may_ask_and_read_the_tag()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, All) { Headers = { { "Origin", "http://shop.example" }, { "Host", "flagd.example" } } };
        using var answer = await _client.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, "*"), (answer.StatusCode, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin"))));
        Assert.Equal("ETag", Assert.Single(answer.Headers.GetValues("Access-Control-Expose-Headers")));
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) 
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { ExpectContinue = body.Length > 1024 * 1024 },
        };
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await _client.SendAsync(request);
    }

    private static async Task<JsonObject> BodyAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
}
