using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;
using OtelShop.Flagd.Ui.Details;

namespace OtelShop.Flagd.Tests.Ui;

/// <summary>What a browser without script sends and gets.</summary>
public sealed partial class FormsWithoutScriptTests : IAsyncLifetime
{
    private RunningFlagd _flagd = default!;
    private HttpClient _client = default!;

    private FlagStore Store => _flagd.Get<FlagStore>();

    public async ValueTask InitializeAsync()
    {
        _flagd = await RunningFlagd.StartAsync(settings: ("AuthMode", "Unsecured"));
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _flagd.AddressOf(Listener.Pages) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _flagd.DisposeAsync();
    }

    [Fact]
    public async Task A_switch_leads_back_to_the_page_it_came_from()
    {
        using var answer = await SendAsync("/feature", "/feature/flags/adFailure/variant", ("variant", "on"), ("back", "/feature/flags/adFailure"));

        Assert.Equal((HttpStatusCode.SeeOther, "/feature/flags/adFailure"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal("on", FlagEdits.SelectedVariant(Store.Current.Flags["adFailure"]));
    }

    [Fact]
    public async Task A_flag_with_a_slash_in_its_key_is_switched()
    {
        await _flagd.ServeAsync("""{"flags":{"a/b":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"}}}""");

        using var answer = await SendAsync("/feature", "/feature/flags/a%2Fb/variant", ("variant", "on"));

        Assert.Equal("on", FlagEdits.SelectedVariant(Store.Current.Flags["a/b"]));
    }

    [Fact]
    public async Task No_form_leads_out_of_the_pages()
    {
        using var answer = await SendAsync("/feature", "/feature/flags/adFailure/variant", ("variant", "on"), ("back", "//elsewhere.example/feature"));

        Assert.Equal("/feature", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_variant_that_is_gone_is_told_on_the_page()
    {
        using var answer = await SendAsync("/feature", "/feature/flags/adFailure/variant", ("variant", "sideways"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("There is no variant &#x27;sideways&#x27;", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_mask_is_refused()
    {
        using var form = new FormUrlEncodedContent([new("variant", "on")]);
        using var answer = await _client.PostAsync(new Uri("/feature/flags/adFailure/variant", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("off", FlagEdits.SelectedVariant(Store.Current.Flags["adFailure"]));
    }

    [Fact]
    public async Task A_document_is_saved_only_after_it_was_compared()
    {
        var text = System.Text.Encoding.UTF8.GetString(Store.Current.Utf8Json.Span).Replace("in ten", "in nine", StringComparison.Ordinal);
        using var answer = await SendAsync("/feature/advanced", "/feature/advanced", ("document", text), ("version", Store.Version), ("do", "save"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("What saving would change", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("in ten", Store.Current.Flags["adFailure"].Metadata["description"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correcting_a_wrong_rule_does_not_overwrite_one_that_another_edit_saved()
    {
        const string page = "/feature/flags/adFailure";
        var seen = RuleText.VersionOf(Store.Current.Flags["adFailure"]);
        await Store.TryEditAsync(null, document => FlagEdits.SetTargeting(document, "adFailure", JsonElement.Parse("""{"var":"theirs"}""")), FlagAuthor.Start, CancellationToken.None);
        using var wrong = await SendAsync(page, page + "/targeting", ("targeting", "{"), ("version", seen));
        var version = Version().Match(await wrong.Content.ReadAsStringAsync()).Groups[1].Value;

        using var corrected = await SendAsync(page, page + "/targeting", ("targeting", """{"var":"mine"}"""), ("version", version));

        Assert.Equal(HttpStatusCode.Conflict, corrected.StatusCode);
        Assert.Equal("""{"var":"theirs"}""", Store.Current.Flags["adFailure"].Targeting!.Value.GetRawText());
    }

    [Fact]
    public async Task A_revert_of_a_page_that_is_out_of_date_reverts_nothing()
    {
        var version = Store.Version;
        await Store.TryEditAsync(null, document => FlagEdits.SetVariant(document, "adFailure", "on"), FlagAuthor.Start, CancellationToken.None);
        using var answer = await SendAsync("/feature/history", "/feature/history/1/revert", ("version", version));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("on", FlagEdits.SelectedVariant(Store.Current.Flags["adFailure"]));
    }

    [Fact]
    public async Task The_search_is_done_by_the_server_too()
    {
        var html = await _client.GetStringAsync(new Uri("/feature?q=payment+card", UriKind.Relative));

        Assert.Equal(Store.Current.Flags.Count - 1, HiddenFlag().Count(html));
    }

    [Theory]
    [InlineData("/feature/nowhere", "text/html")]
    [InlineData("/feature/flags/nothing", "text/html")]
    [InlineData("/feature/api/nowhere", "application/problem+json")]
    public async Task What_is_not_there_is_told_to_people_and_to_programs(string path, string type)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task The_port_itself_leads_to_the_flags()
    {
        using var answer = await _client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal("/feature", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Whatever_flags_are_called_is_shown_as_text()
    {
        await _flagd.ServeAsync("""{"flags":{"<img src=x onerror=alert(1)>":{"state":"ENABLED","variants":{"<b>":true},"defaultVariant":"<b>","metadata":{"description":"<script>alert(1)</script>"}}}}""");
        var pages = await Task.WhenAll(((string[])["/feature", "/feature/history", "/feature/scheduler", "/feature/advanced"]).Select(path => _client.GetStringAsync(new Uri(path, UriKind.Relative))));

        Assert.All(pages, page => Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> SendAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Mask().Match(await _client.GetStringAsync(new Uri(page, UriKind.Relative))).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await _client.PostAsync(new Uri(action, UriKind.Relative), form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Mask();

    [GeneratedRegex("name=\"version\" value=\"([^\"]+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("<li class=\"flag[^>]*hidden")]
    private static partial Regex HiddenFlag();
}
