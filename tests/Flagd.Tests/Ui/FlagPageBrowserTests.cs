using Microsoft.Playwright;

namespace OtelShop.Flagd.Tests.Ui;

[Collection(BrowserCollection.Name)]
public sealed class FlagPageBrowserTests(Chromium chromium) : IAsyncLifetime
{
    private const string Rule = """{ "if": [{ "==": [{ "var": "service" }, "cart"] }, "on", "off"] }""";
    private Visit _visit = default!;

    private IPage Page => _visit.Page;

    public async ValueTask InitializeAsync() => _visit = await Visit.BeginAsync(chromium, "/feature/flags/adFailure");

    public async ValueTask DisposeAsync() => await _visit.DisposeAsync();

    [Fact]
    public async Task A_rule_is_saved_and_tried()
    {
        await Page.FillAsync("#targeting", Rule);
        await Page.ClickAsync("#save-targeting");
        await Assertions.Expect(Page.Locator("#facts")).ToContainTextAsync("changed by");

        // The facts change live, before the answer to the form replaces the page and what is filled in.
        await Eventually.HoldsAsync(async () =>
        {
            await Page.FillAsync("#context", """{ "service": "cart" }""");
            await Page.ClickAsync("#evaluate");
            return await Page.Locator("#verdict").TextContentAsync() is { } verdict && verdict.Contains("TARGETING_MATCH") && verdict.Contains("true");
        });
        Assert.Empty(_visit.Reader.Complaints);
    }

    [Theory]
    [InlineData("{ \"if\": [", "line 1")]
    [InlineData("{ \"wherever\": [1] }", "wherever")]
    public async Task A_wrong_rule_is_told_at_the_field_and_not_saved(string rule, string complaint)
    {
        await Page.FillAsync("#targeting", rule);
        await Page.ClickAsync("#save-targeting");

        await Assertions.Expect(Page.Locator("#targeting-problems")).ToContainTextAsync(complaint);
        await Assertions.Expect(Page.Locator("#targeting")).ToBeFocusedAsync();
        await Assertions.Expect(Page.Locator("#targeting")).ToHaveValueAsync(rule);
        Assert.Null(_visit.Store.Current.Flags["adFailure"].Targeting);
    }

    [Fact]
    public async Task A_rule_saved_by_another_user_is_not_overwritten_unseen()
    {
        await Page.FillAsync("#targeting", Rule);
        await SaveElsewhereAsync(Rule.Replace("cart", "ad", StringComparison.Ordinal));
        await Assertions.Expect(Page.Locator("#stale")).ToBeVisibleAsync();
        await Page.ClickAsync("#save-targeting");
        await Assertions.Expect(Page.Locator("#conflict")).ToBeVisibleAsync();
        var kept = _visit.Store.Current.Flags["adFailure"].Targeting!.Value.GetRawText();
        await Page.ClickAsync("#save-targeting");
        await Assertions.Expect(Page.Locator("#conflict")).ToHaveCountAsync(0);

        Assert.Contains("\"ad\"", kept, StringComparison.Ordinal);
        Assert.Contains("\"cart\"", _visit.Store.Current.Flags["adFailure"].Targeting!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_that_is_not_json_is_told_at_the_field()
    {
        await Page.FillAsync("#context", "service=cart");
        await Page.ClickAsync("#evaluate");

        await Assertions.Expect(Page.Locator("#context-problem")).ToContainTextAsync("line 1");
    }

    [Fact]
    public async Task A_flag_is_disabled_and_enabled_again()
    {
        await Page.ClickAsync("#state");
        await Assertions.Expect(Page.Locator("#facts")).ToContainTextAsync("Every service uses its own default now.");
        await Page.ClickAsync("#state");

        await Assertions.Expect(Page.Locator("#facts .badge").First).ToHaveTextAsync("enabled");
    }

    private async Task SaveElsewhereAsync(string rule)
    {
        var other = await Page.Context.NewPageAsync();
        await other.GotoAsync("/feature/flags/adFailure");
        await other.FillAsync("#targeting", rule);
        await other.ClickAsync("#save-targeting");
        await Assertions.Expect(other.Locator("#facts")).ToContainTextAsync("changed by");
        await other.CloseAsync();
    }
}
