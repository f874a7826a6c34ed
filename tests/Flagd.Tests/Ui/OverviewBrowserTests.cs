using Microsoft.Playwright;

namespace OtelShop.Flagd.Tests.Ui;

[Collection(BrowserCollection.Name)]
public sealed class OverviewBrowserTests(Chromium chromium) : IAsyncLifetime
{
    private Visit _visit = default!;

    private IPage Page => _visit.Page;

    public async ValueTask InitializeAsync() => _visit = await Visit.BeginAsync(chromium, "/feature");

    public async ValueTask DisposeAsync() => await _visit.DisposeAsync();

    [Fact]
    public async Task A_click_switches_a_variant_and_the_fault_is_counted()
    {
        await _visit.Variant("paymentFailure", "50%").ClickAsync();

        await Assertions.Expect(Page.Locator("#summary")).ToContainTextAsync("1 fault is on");
        await Assertions.Expect(_visit.Variant("paymentFailure", "50%")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal("50%", _visit.Selected("paymentFailure"));
        Assert.Empty(_visit.Reader.Complaints);
    }

    [Fact]
    public async Task A_flag_with_a_rule_is_switched_within_its_rule()
    {
        await _visit.Variant("latencyInjection", "2sec").ClickAsync();
        await Assertions.Expect(Page.Locator("#flag-latencyInjection")).ToContainTextAsync("default is off");

        Assert.Equal("off", _visit.Store.Current.Flags["latencyInjection"].DefaultVariant);
        Assert.Equal("2sec", _visit.Selected("latencyInjection"));
    }

    [Fact]
    public async Task A_switch_by_another_user_appears_with_its_author_without_a_reload()
    {
        await Page.EvaluateAsync("window.stays = true");
        await _visit.SwitchAsync("adFailure", "on");

        await Assertions.Expect(_visit.Variant("adFailure", "on")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(Page.Locator("#flag-adFailure")).ToContainTextAsync("changed by Ada");
        Assert.True(await Page.EvaluateAsync<bool>("window.stays"));
    }

    [Fact]
    public async Task An_edit_of_the_file_appears()
    {
        var text = await File.ReadAllTextAsync(_visit.Flagd.File);
        await File.WriteAllTextAsync(_visit.Flagd.File, text.Replace("One request for ads in ten fails.", "Ads fail now and then.", StringComparison.Ordinal));

        await Assertions.Expect(Page.Locator("#flag-adFailure")).ToContainTextAsync("Ads fail now and then.", new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_broken_file_is_told_with_the_place_where_it_is_broken()
    {
        var text = await File.ReadAllTextAsync(_visit.Flagd.File);
        await File.WriteAllTextAsync(_visit.Flagd.File, text.Replace("\"defaultVariant\": \"5\"", "\"defaultVariant\": \"6\"", StringComparison.Ordinal));

        await Assertions.Expect(Page.Locator("#file-problem")).ToContainTextAsync("$.flags.loadGeneratorVUs.defaultVariant", new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task One_button_turns_everything_off_and_keeps_whom_rules_are_for()
    {
        await _visit.SwitchAsync("cartFailure", "100%");
        await _visit.SwitchAsync("errorBudgetBurn", "1000x");
        await Assertions.Expect(Page.Locator("#summary")).ToContainTextAsync("2 faults are on");
        await Page.ClickAsync("#all-off");

        await Assertions.Expect(Page.Locator("#summary")).ToContainTextAsync("No fault is on");
        Assert.Equal(("off", "off"), (_visit.Selected("cartFailure"), _visit.Selected("errorBudgetBurn")));
    }

    [Fact]
    public async Task An_update_leaves_the_focus_where_it_is()
    {
        await _visit.Variant("adFailure", "on").FocusAsync();
        await _visit.SwitchAsync("adFailure", "on");
        await Assertions.Expect(Page.Locator("#flag-adFailure")).ToContainTextAsync("changed by Ada");

        Assert.Equal("on /feature/flags/adFailure/variant", await Page.EvaluateAsync<string>("document.activeElement.value + ' ' + document.activeElement.getAttribute('formaction')"));
    }

    [Fact]
    public async Task Keys_lead_through_flags_and_variants()
    {
        await Page.Locator("#flag-adManualGc h3 a").FocusAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(_visit.Variant("cartFailure", "10%")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(_visit.Variant("cartFailure", "10%")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_search_narrows_the_list_while_it_is_typed()
    {
        await Page.Keyboard.PressAsync("/");
        await Page.Keyboard.TypeAsync("payment card");
        await Assertions.Expect(Page.Locator(".flag:visible")).ToHaveCountAsync(1);
        await Page.Keyboard.TypeAsync("nothing");

        await Assertions.Expect(Page.Locator("#nothing")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_search_stays_while_flags_change()
    {
        await Page.FillAsync("#search", "adFailure");
        await _visit.SwitchAsync("cartFailure", "10%");
        await Assertions.Expect(Page.Locator("#summary")).ToContainTextAsync("1 fault is on");

        await Assertions.Expect(Page.Locator(".flag:visible")).ToHaveCountAsync(1);
    }
}
