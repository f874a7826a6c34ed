using Microsoft.Playwright;

namespace OtelShop.Flagd.Tests.Ui;

[Collection(BrowserCollection.Name)]
public sealed class AdvancedBrowserTests(Chromium chromium) : IAsyncLifetime
{
    private Visit _visit = default!;

    private IPage Page => _visit.Page;

    public async ValueTask InitializeAsync() => _visit = await Visit.BeginAsync(chromium, "/feature/advanced");

    public async ValueTask DisposeAsync() => await _visit.DisposeAsync();

    [Fact]
    public async Task An_edit_is_shown_line_by_line_before_it_is_saved()
    {
        await EditAsync("One request for ads in ten fails.", "Ads fail.");
        await Page.ClickAsync("#compare");
        await Assertions.Expect(Page.Locator("#comparison .added")).ToContainTextAsync("Ads fail.");
        var before = _visit.Store.Current.Flags["adFailure"].Metadata["description"].Text;
        await Page.ClickAsync("#save");
        await Assertions.Expect(Page.Locator("#saved")).ToBeVisibleAsync();

        Assert.Equal("One request for ads in ten fails.", before);
        Assert.Equal("Ads fail.", _visit.Store.Current.Flags["adFailure"].Metadata["description"].Text);
        Assert.Empty(_visit.Reader.Complaints);
    }

    [Fact]
    public async Task A_text_that_was_changed_after_the_comparison_must_be_compared_again()
    {
        await EditAsync("in ten", "in nine");
        await Page.ClickAsync("#compare");
        await Assertions.Expect(Page.Locator("#save")).ToBeEnabledAsync();
        await EditAsync("in nine", "in eight");

        await Assertions.Expect(Page.Locator("#save")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_wrong_document_is_told_with_every_place()
    {
        await EditAsync("\"defaultVariant\": \"5\"", "\"defaultVariant\": \"6\"");
        await Page.ClickAsync("#compare");

        await Assertions.Expect(Page.Locator("#document-problems")).ToContainTextAsync("$.flags.loadGeneratorVUs.defaultVariant");
        await Assertions.Expect(Page.Locator("#save")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_editors_of_different_flags_both_get_what_they_want()
    {
        await EditAsync("One request for ads in ten fails.", "Ads fail.");
        await _visit.SwitchAsync("cartFailure", "75%");
        await Assertions.Expect(Page.Locator("#stale")).ToBeVisibleAsync();
        await Page.ClickAsync("#compare");
        await Assertions.Expect(Page.Locator("#conflict")).ToContainTextAsync("Ada saved first");
        await Assertions.Expect(Page.GetByRole(AriaRole.Figure, new() { Name = "Changes since you opened this page" })).ToContainTextAsync("75%");
        await Page.ClickAsync("#save");
        await Assertions.Expect(Page.Locator("#saved")).ToBeVisibleAsync();

        Assert.Equal("75%", _visit.Selected("cartFailure"));
        Assert.Equal("Ads fail.", _visit.Store.Current.Flags["adFailure"].Metadata["description"].Text);
    }

    [Fact]
    public async Task A_flag_that_both_changed_is_named()
    {
        await EditAsync("One request for ads in ten fails.", "Ads fail.");
        await _visit.SwitchAsync("adFailure", "on");
        await Page.ClickAsync("#compare");

        await Assertions.Expect(Page.Locator("#conflict")).ToContainTextAsync("You both changed adFailure");
        Assert.Equal("on", _visit.Selected("adFailure"));
    }

    [Fact]
    public async Task A_save_between_comparison_and_save_is_not_overwritten()
    {
        await EditAsync("One request for ads in ten fails.", "Ads fail.");
        await Page.ClickAsync("#compare");
        await Assertions.Expect(Page.Locator("#save")).ToBeEnabledAsync();
        await _visit.SwitchAsync("cartFailure", "75%");
        await Page.ClickAsync("#save");
        await Assertions.Expect(Page.Locator("#conflict")).ToBeVisibleAsync();

        Assert.Equal("75%", _visit.Selected("cartFailure"));
    }

    private async Task EditAsync(string from, string to)
    {
        var text = await Page.InputValueAsync("#document");
        Assert.Contains(from, text, StringComparison.Ordinal);
        await Page.FillAsync("#document", text.Replace(from, to, StringComparison.Ordinal));
    }
}
