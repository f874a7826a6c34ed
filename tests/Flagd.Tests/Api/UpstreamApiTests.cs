using System.Globalization;
using System.Net;
using System.Text.Json;
using OtelShop.Flagd.Flags;

namespace OtelShop.Flagd.Tests.Api;

/// <summary>What scripts rely on that were written for the OpenTelemetry demo's own flag page.</summary>
public sealed class UpstreamApiTests : IAsyncLifetime
{
    private const string Flags = """
        {
          "$schema": "https://flagd.dev/schema/v0/flags.json",
          "metadata": { "flagSetId": "mine" },
          "flags": { "a": { "state": "ENABLED", "variants": { "off": 0.10, "on": 1 }, "defaultVariant": "off" } },
          "$evaluators": { "rule": { "var": "x" } }
        }
        """;

    private const string Switched = """{"flags":{"a":{"state":"ENABLED","variants":{"off":0.10,"on":1},"defaultVariant":"on"}}}""";
    private RunningFlagd _flagd = default!;
    private FlagApiClient _client = default!;

    private FlagStore Store => _flagd.Get<FlagStore>();

    public async ValueTask InitializeAsync()
    {
        _flagd = await FlagApiClient.StartAsync(Flags);
        _client = new FlagApiClient(_flagd);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _flagd.DisposeAsync();
    }

    [Theory]
    [InlineData("/read")]
    [InlineData("/read-file")]
    public async Task Reading_gives_the_flags_alone(string path) => Assert.Equal(
        """{"flags":{ "a": { "state": "ENABLED", "variants": { "off": 0.10, "on": 1 }, "defaultVariant": "off" } }}""",
        (await _client.JsonAsync(HttpMethod.Get, path)).GetRawText());

    [Theory]
    [InlineData("/write")]
    [InlineData("/write-to-file")]
    public async Task Writing_replaces_the_flags_and_answers_an_empty_object(string path)
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, path, $$"""{"data":{{Switched}}}""");

        Assert.Equal((HttpStatusCode.OK, "{}"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal("on", Store.Current.Flags["a"].DefaultVariant);
    }

    [Fact]
    public async Task What_reading_does_not_show_survives_a_reader_that_writes_back()
    {
        await WriteAsync(Switched);

        var document = JsonElement.Parse(await File.ReadAllBytesAsync(_flagd.File));

        Assert.Equal(["flags", "$schema", "metadata", "$evaluators"], document.EnumerateObject().Select(part => part.Name));
    }

    [Fact]
    public async Task A_document_in_one_line_is_laid_out_for_people_with_its_numbers_as_they_were()
    {
        await WriteAsync(Switched);

        Assert.Contains("\n        \"off\": 0.10,\n", await File.ReadAllTextAsync(_flagd.File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_version_the_last_writer_wins_and_the_history_has_both()
    {
        await WriteAsync(Switched);
        await WriteAsync(Switched.Replace("\"on\"}", "\"off\"}", StringComparison.Ordinal));

        Assert.Equal(["a: on → off", "a: off → on", "First flags"], Store.History.Select(entry => entry.Summary));
    }

    [Fact]
    public async Task With_an_old_version_nothing_is_written_and_the_new_version_named()
    {
        var version = Store.Version;
        await WriteAsync(Switched);

        var problem = await _client.JsonAsync(HttpMethod.Post, "/write", $$"""{"data":{{Switched}}}""", ("If-Match", version));

        Assert.Equal((412, Store.Version), (problem.GetProperty("status").GetInt32(), problem.GetProperty("version").GetString()));
    }

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("{0}")]
    [InlineData("\"other\", \"{0}\"")]
    [InlineData("*")]
    public async Task A_version_that_is_the_current_one_is_replaced(string tag)
    {
        using var answer = await _client.SendAsync(
            HttpMethod.Post, "/write", $$"""{"data":{{Switched}}}""", ("If-Match", string.Format(CultureInfo.InvariantCulture, tag, Store.Version.Trim('"'))));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("W/{0}")]
    [InlineData("\"other\"")]
    [InlineData("nonsense")]
    public async Task A_version_that_is_not_the_current_one_matches_nothing(string tag)
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, "/write", $$"""{"data":{{Switched}}}""", ("If-Match", tag.Replace("{0}", Store.Version, StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"flags\":{}}")]
    public async Task Without_data_the_answer_has_upstreams_shape(string body)
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, "/write", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty(JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).GetProperty("errors").GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_with_its_path()
    {
        var problem = await _client.JsonAsync(HttpMethod.Post, "/write", """{"data":{"flags":{"a":{"state":"on","variants":{}},"b":[]}}}""");

        Assert.Equal(["$.flags.a.state", "$.flags.a.variants", "$.flags.b"], problem.GetProperty("problems").EnumerateArray().Select(one => one.GetProperty("path").GetString()));
    }

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("W/\"{0}\"")]
    [InlineData("{0}")]
    [InlineData("*")]
    public async Task A_reader_that_has_the_flags_gets_them_once(string known)
    {
        using var first = await _client.SendAsync(HttpMethod.Get, "/read");
        using var second = await _client.SendAsync(HttpMethod.Get, "/read", (string?)null, ("If-None-Match", string.Format(CultureInfo.InvariantCulture, known, first.Headers.ETag!.Tag.Trim('"'))));

        Assert.Equal((Store.Version, HttpStatusCode.NotModified), (first.Headers.ETag.ToString(), second.StatusCode));
    }

    private async Task WriteAsync(string document)
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, "/write", $$"""{"data":{{document}}}""");
        Assert.Equal(Store.Version, answer.EnsureSuccessStatusCode().Headers.ETag!.ToString());
    }
}
