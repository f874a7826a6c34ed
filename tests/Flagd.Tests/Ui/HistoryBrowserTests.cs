using Microsoft.Playwright;

namespace OtelShop.Flagd.Tests.Ui;

[Collection(BrowserCollection.Name)]
public sealed class HistoryBrowserTests(Chromium chromium) : IAsyncLifetime
{
    private Visit _visit = default!;

    private IPage Page => _visit.Page;

    public async ValueTask InitializeAsync() => _visit = await Visit.BeginAsync(chromium, "/feature/history");

    public async ValueTask DisposeAsync() => await _visit.DisposeAsync();

    [Fact]
    public async Task A_change_appears_with_its_author_and_its_lines()
    {
        await _visit.SwitchAsync("cartFailure", "75%");
        var entry = Page.Locator(".timeline > li").First;
        await Assertions.Expect(entry).ToContainTextAsync("cartFailure: off → 75%");
        await entry.Locator("summary").ClickAsync();

        await Assertions.Expect(entry).ToContainTextAsync("Ada");
        await Assertions.Expect(entry.Locator(".added")).ToContainTextAsync("\"defaultVariant\": \"75%\"");
    }

    [Fact]
    public async Task A_revert_brings_the_earlier_document_back_as_a_new_entry()
    {
        await _visit.SwitchAsync("cartFailure", "75%");
        await Assertions.Expect(Page.Locator(".timeline > li")).ToHaveCountAsync(2);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Revert to this, entry 1" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".timeline > li")).ToHaveCountAsync(3);

        Assert.Equal("off", _visit.Selected("cartFailure"));
        Assert.Empty(_visit.Reader.Complaints);
    }

    [Fact]
    public async Task An_opened_difference_stays_open_when_something_new_comes()
    {
        await _visit.SwitchAsync("cartFailure", "75%");
        await Page.Locator("#diff-2 summary").ClickAsync();
        await _visit.SwitchAsync("cartFailure", "90%");
        await Assertions.Expect(Page.Locator(".timeline > li")).ToHaveCountAsync(3);

        await Assertions.Expect(Page.Locator("#diff-2 .diff")).ToBeVisibleAsync();
    }
}
