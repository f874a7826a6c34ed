using System.Net;
using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Tests.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Tests.Api;

public sealed class FlagApiTests : IAsyncLifetime
{
    private RunningFlagd _flagd = default!;
    private FlagApiClient _client = default!;

    private FlagStore Store => _flagd.Get<FlagStore>();

    public async ValueTask InitializeAsync()
    {
        _flagd = await FlagApiClient.StartAsync(Sample.Text);
        _client = new FlagApiClient(_flagd);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _flagd.DisposeAsync();
    }

    [Fact]
    public async Task A_flag_is_switched_by_its_name()
    {
        var answer = await PatchAsync("ruled", """{"variant": "on"}""", ("X-Author", "the test"));

        Assert.Equal("""[{"flag":"ruled","what":"variant","from":"off","to":"on"}]""", answer.GetProperty("changes").GetRawText());
        Assert.Equal(("on", new FlagAuthor("the test", "api")), (FlagEdits.SelectedVariant(Store.Current.Flags["ruled"]), Store.History[0].Author));
    }

    [Fact]
    public async Task Rule_state_and_variant_change_together()
    {
        await PatchAsync("ruled", """{"variant": "on", "state": "DISABLED", "targeting": null}""");

        var flag = Store.Current.Flags["ruled"];

        Assert.Equal((FlagState.Disabled, "on", true), (flag.State, flag.DefaultVariant, flag.Targeting is null));
    }

    [Theory]
    [InlineData("nowhere", """{"variant": "on"}""", 404)]
    [InlineData("ruled", """{"variant": "half"}""", 400)]
    [InlineData("ruled", """{"variant": true}""", 400)]
    [InlineData("ruled", """{"state": "on"}""", 400)]
    [InlineData("ruled", """{"variants": {}}""", 400)]
    [InlineData("ruled", """{"targeting": 1}""", 400)]
    [InlineData("ruled", "[]", 400)]
    public async Task What_cannot_be_changed_is_a_problem(string key, string body, int status)
    {
        Assert.Equal(status, (await PatchAsync(key, body)).GetProperty("status").GetInt32());
        Assert.Single(Store.History);
    }

    [Fact]
    public async Task A_flag_is_read_with_the_variant_that_is_selected()
    {
        var flag = await _client.JsonAsync(HttpMethod.Get, "/flags/plain");

        Assert.Equal(("off", 3), (flag.GetProperty("variant").GetString(), flag.GetProperty("definition").GetProperty("variants").EnumerateObject().Count()));
    }

    [Fact]
    public async Task The_document_is_read_as_it_stands_in_the_file_and_replaced_by_version()
    {
        using var read = await _client.SendAsync(HttpMethod.Get, "/document");
        using var written = await _client.SendAsync(HttpMethod.Put, "/document", FlagEdits.SetVariant(Sample.Bytes, "plain", "all"), ("If-Match", read.Headers.ETag!.ToString()));

        Assert.Equal((Sample.Text, HttpStatusCode.OK), (await read.Content.ReadAsStringAsync(), written.StatusCode));
        Assert.Equal(Sample.With("1e0 }, \"defaultVariant\": \"off\"", "1e0 }, \"defaultVariant\": \"all\""), await File.ReadAllBytesAsync(_flagd.File));
    }

    [Theory]
    [InlineData("PUT", "/document")]
    [InlineData("POST", "/history/1/revert")]
    public async Task Replacing_everything_needs_the_version_that_is_replaced(string method, string path)
    {
        using var answer = await _client.SendAsync(new HttpMethod(method), path, Sample.Text);

        Assert.Equal(HttpStatusCode.PreconditionRequired, answer.StatusCode);
    }

    [Fact]
    public async Task A_document_is_checked_without_being_served()
    {
        var good = await _client.JsonAsync(HttpMethod.Post, "/validate", Sample.Text.Replace("\"off\", \"off\"", "\"on\", \"off\"", StringComparison.Ordinal));
        var bad = await _client.JsonAsync(HttpMethod.Post, "/validate", """{"flags": {"a": 1}}""");

        Assert.Equal((true, "ruled"), (good.GetProperty("isValid").GetBoolean(), good.GetProperty("changes")[0].GetProperty("flag").GetString()));
        Assert.Equal((false, "$.flags.a"), (bad.GetProperty("isValid").GetBoolean(), bad.GetProperty("problems")[0].GetProperty("path").GetString()));
        Assert.Single(Store.History);
    }

    [Fact]
    public async Task The_history_is_told_and_leads_back()
    {
        await PatchAsync("plain", """{"variant": "all"}""");
        var history = await _client.JsonAsync(HttpMethod.Get, "/history");
        using var answer = await _client.SendAsync(HttpMethod.Post, "/history/1/revert", "", ("If-Match", Store.Version));

        Assert.Equal(["plain: off → all", "First flags"], history.EnumerateArray().Select(entry => entry.GetProperty("summary").GetString()));
        Assert.Equal(Sample.Bytes, await File.ReadAllBytesAsync(_flagd.File));
    }

    [Theory]
    [InlineData("/history/2")]
    [InlineData("/history/-1")]
    [InlineData("/history/..%2f..%2fdemo")]
    [InlineData("/history/99999999999999999999")]
    [InlineData("/flags/..%2f..%2fdemo.flagd.json")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var answer = await _client.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_not_served_is_told_with_the_place()
    {
        await File.WriteAllTextAsync(_flagd.File, """{"flags": 1}""");
        await Store.ReloadAsync(CancellationToken.None);

        var status = await _client.JsonAsync(HttpMethod.Get, "/status");

        Assert.Equal("$.flags", status.GetProperty("details")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Changes_of_two_flags_at_once_are_both_kept()
    {
        await Task.WhenAll(PatchAsync("plain", """{"variant": "all"}"""), PatchAsync("ruled", """{"variant": "on"}"""));

        Assert.Equal(("all", "on"), (FlagEdits.SelectedVariant(Store.Current.Flags["plain"]), FlagEdits.SelectedVariant(Store.Current.Flags["ruled"])));
    }

    [Fact]
    public async Task The_scheduler_is_started_and_stopped()
    {
        var started = await _client.JsonAsync(HttpMethod.Post, "/scheduler/start", """{"preset": "hourly", "seed": 1, "flags": {"plain": ["all"]}}""");
        var stopped = await _client.JsonAsync(HttpMethod.Post, "/scheduler/stop", "{}");

        Assert.Equal((true, 3600), (started.GetProperty("isRunning").GetBoolean(), started.GetProperty("schedule").GetProperty("interval").GetInt32()));
        Assert.False(stopped.GetProperty("isRunning").GetBoolean());
    }

    [Theory]
    [InlineData("""{"interval": 0}""", "interval")]
    [InlineData("""{"min": 1e300}""", "max")]
    [InlineData("""{"preset": "never"}""", "preset")]
    [InlineData("""{"flags": {"nowhere": ["on"]}}""", "variants")]
    [InlineData("""{"interval": "soon"}""", "$.interval")]
    [InlineData("""{"intervall": 5}""", "$.intervall")]
    [InlineData("null", "$")]
    public async Task A_schedule_that_cannot_be_run_is_a_problem(string body, string field)
    {
        var problem = await _client.JsonAsync(HttpMethod.Post, "/scheduler/start", body);

        Assert.Equal((400, field), (problem.GetProperty("status").GetInt32(), problem.GetProperty("problems")[0].GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_rule_that_cannot_be_evaluated_is_a_warning_in_the_answer()
    {
        var answer = await PatchAsync("ruled", """{"targeting": {"nonsense": [1]}}""");

        Assert.Equal("$.flags.ruled.targeting.nonsense", answer.GetProperty("warnings")[0].GetProperty("path").GetString());
    }

    private Task<JsonElement> PatchAsync(string key, string body, params (string Name, string Value)[] headers) => _client.JsonAsync(HttpMethod.Patch, $"/flags/{key}", body, headers);
}
