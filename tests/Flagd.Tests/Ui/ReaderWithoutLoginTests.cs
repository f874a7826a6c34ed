using Microsoft.Playwright;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Ui;

/// <summary>Everything can be seen without a login, and nothing changed.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ReaderWithoutLoginTests(Chromium chromium) : IAsyncLifetime
{
    private const string Token = "c0ffee0123456789c0ffee0123456789";
    private RunningFlagd _flagd = default!;
    private Reader _reader = default!;

    private IPage Page => _reader.Page;

    public async ValueTask InitializeAsync()
    {
        _flagd = await RunningFlagd.StartAsync(settings: ("BrowserToken", Token));
        _reader = await chromium.OpenAsync(_flagd.AddressOf(Listener.Pages));
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _flagd.DisposeAsync();
    }

    [Theory]
    [InlineData("/feature")]
    [InlineData("/feature/flags/adFailure")]
    [InlineData("/feature/advanced")]
    [InlineData("/feature/history")]
    [InlineData("/feature/scheduler")]
    public async Task A_page_is_shown_and_offers_no_change(string path)
    {
        await _reader.GoAsync(path);

        await Assertions.Expect(Page.Locator("#login-needed")).ToBeVisibleAsync();
        Assert.Equal(0, await Page.Locator("main form[method=post] button:enabled, main button[form]:enabled, main form[method=post] textarea:not([readonly])").CountAsync());
    }

    [Fact]
    public async Task The_login_leads_back_and_the_name_stands_in_the_history()
    {
        await _reader.GoAsync("/feature");
        await Page.Locator("#login-needed a").ClickAsync();
        await Page.FillAsync("input[name=token]", Token);
        await Page.FillAsync("input[name=name]", "Grace");
        await Page.ClickAsync("button.primary");
        await _reader.SeesAddressAsync("/feature$");
        await Page.Locator("#flag-adFailure button[value=on]").ClickAsync();

        await Assertions.Expect(Page.Locator("#flag-adFailure")).ToContainTextAsync("changed by Grace");
        Assert.Equal("on", FlagEdits.SelectedVariant(_flagd.Get<FlagStore>().Current.Flags["adFailure"]));
    }

    [Fact]
    public async Task A_form_that_is_sent_all_the_same_changes_nothing()
    {
        using var client = _flagd.CreateClient(Listener.Pages);
        using var form = new FormUrlEncodedContent([new("variant", "on")]);
        using var answer = await client.PostAsync(new Uri("/feature/flags/adFailure/variant", UriKind.Relative), form);

        Assert.Equal("/feature/login", answer.Headers.Location?.OriginalString);
        Assert.Equal("off", FlagEdits.SelectedVariant(_flagd.Get<FlagStore>().Current.Flags["adFailure"]));
    }
}
