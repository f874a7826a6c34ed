using Microsoft.Playwright;

namespace OtelShop.Flagd.Tests.Ui;

[Collection(BrowserCollection.Name)]
public sealed class ThemeBrowserTests(Chromium chromium) : IAsyncLifetime
{
    private Visit _visit = default!;

    public async ValueTask InitializeAsync() => _visit = await Visit.BeginAsync(chromium, "/feature");

    public async ValueTask DisposeAsync() => await _visit.DisposeAsync();

    [Theory]
    [InlineData(0, "Theme: system")]
    [InlineData(1, "Theme: dark")]
    [InlineData(2, "Theme: light")]
    [InlineData(3, "Theme: system")]
    public async Task The_chosen_theme_outlives_the_page_and_may_be_the_system_s_again(int presses, string theme)
    {
        for (var press = 0; press < presses; press++)
            await _visit.Page.Locator("#theme").ClickAsync();
        var shown = await _visit.Page.Locator("#theme").InnerTextAsync();

        await _visit.Page.ReloadAsync();

        Assert.Equal(theme, shown.Trim());
        await Assertions.Expect(_visit.Page.Locator("#theme")).ToHaveTextAsync(theme);
    }

    [Fact]
    public async Task A_page_as_the_system_has_it_changes_with_the_system()
    {
        var light = await BackgroundAsync();

        await _visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });

        Assert.NotEqual(light, await BackgroundAsync());
    }

    private Task<string> BackgroundAsync() => _visit.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");
}
