using System.Net;
using System.Text;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Api;

/// <summary>Whatever is sent, the answer is a problem, and the daemon goes on with what it had.</summary>
public sealed class HostileDocumentTests : IAsyncLifetime
{
    private RunningFlagd _flagd = default!;
    private FlagApiClient _client = default!;

    public async ValueTask InitializeAsync()
    {
        _flagd = await FlagApiClient.StartAsync();
        _client = new FlagApiClient(_flagd);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _flagd.DisposeAsync();
    }

    [Fact]
    public Task Nesting_without_end_is_refused() => IsRefusedAsync($$"""{"data":{{new string('[', 100_000)}}""", HttpStatusCode.BadRequest);

    [Fact]
    public Task A_rule_that_is_nested_deeply_is_refused() => IsRefusedAsync(Flag($$""" "targeting": {{Nested(70)}}"""), HttpStatusCode.BadRequest);

    [Fact]
    public Task Ten_megabytes_are_refused() => IsRefusedAsync(Flag($$""" "description": "{{new string('x', 10 * 1024 * 1024)}}" """), HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public Task Bytes_that_are_no_text_are_refused() => IsRefusedAsync([.. "{\"data\":{\"flags\":{\"\xc3\x28\":1}}}".Select(c => (byte)c)], HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"data\":{\"flags\":{}}} x")]
    [InlineData("{\"data\":null}")]
    [InlineData("{\"data\":{\"flags\":{\"\":{}}}}")]
    [InlineData("{\"data\":{\"flags\":{\"\\ud800\":{\"state\":\"ENABLED\",\"variants\":{\"a\":1}}}}}")]
    [InlineData("{\"data\":{\"flags\":{\"a\":{\"state\":\"ENABLED\",\"variants\":{\"a\":1e999}}}}}")]
    [InlineData("{\"data\":{\"flags\":{\"a\":{\"state\":\"ENABLED\",\"variants\":{\"a\":1}},\"a\":{\"state\":\"ENABLED\",\"variants\":{\"a\":1}}}}}")]
    public Task What_is_no_definition_is_refused(string body) => IsRefusedAsync(Encoding.UTF8.GetBytes(body), HttpStatusCode.BadRequest);

    [Fact]
    public async Task What_is_not_said_to_be_JSON_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/feature/api/write") { Content = new StringContent("""{"data":{"flags":{}}}""", Encoding.UTF8, "text/plain") };
        request.Headers.Authorization = new("Bearer", FlagApiClient.Token);
        using var http = _flagd.CreateClient(Listener.Pages);
        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private static string Flag(string member) => """{"data":{"flags":{"a":{"state":"ENABLED","variants":{"x":1},?}}}}""".Replace("?", member, StringComparison.Ordinal);

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"!\":", depth)) + "true" + new string('}', depth);

    private Task IsRefusedAsync(string body, HttpStatusCode status) => IsRefusedAsync(Encoding.UTF8.GetBytes(body), status);

    private async Task IsRefusedAsync(byte[] body, HttpStatusCode status)
    {
        var version = _flagd.Get<FlagStore>().Version;
        // The answer may come before the body is sent, which the client would take for a broken connection.
        using var answer = await _client.SendAsync(HttpMethod.Post, "/write", body, ("Expect", "100-continue"));

        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(version, _flagd.Get<FlagStore>().Version);
    }
}
