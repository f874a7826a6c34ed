using Microsoft.Playwright;
using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Resources;

[Collection(BrowserCollection.Name)]
public sealed class ResourcesBrowserTests(Chromium chromium) : IAsyncLifetime
{
    private readonly FakeResources _resources = new();
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync()
    {
        _resources.Put(Samples.Cart, Samples.Valkey, Samples.Postgres, Samples.Orders, Samples.Password);
        _dashboard = await RunningDashboard.StartAsync(_resources);
        while (_dashboard.Get<ResourceBoard>().All.Count < 5)
            await Task.Yield();
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public async Task A_change_of_state_is_seen_without_a_reload()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/");
        await page.EvaluateAsync("window.stays = true");
        _resources.Put(Samples.Valkey with { State = "Exited", ExitCode = 137, StateStyle = "error" });

        await Assertions.Expect(page.GetByText("Exited (137)")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.stays"));
    }

    [Fact]
    public async Task Pressing_stop_stops_and_says_so()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/");
        await page.GetByLabel("Stop cart").ClickAsync();

        await Assertions.Expect(page.GetByText("cart: Stop is done.")).ToBeVisibleAsync();
        Assert.Equal(["cart/stop"], _resources.Executed);
    }

    [Fact]
    public async Task What_asks_first_does_nothing_before_the_answer()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/resource/cart");
        await page.GetByRole(AriaRole.Button, new() { Name = "Wipe", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Forget every cart?")).ToBeVisibleAsync();
        Assert.Empty(_resources.Executed);

        await page.GetByRole(AriaRole.Button, new() { Name = "Wipe cart" }).ClickAsync();

        await Assertions.Expect(page.GetByText("cart: Wipe is done.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/", "resources")]
    [InlineData("/?view=parameters", "parameters")]
    [InlineData("/resource/cart", "resource")]
    [InlineData("/?view=graph", "graph")]
    public async Task It_fits_every_window(string path, string picture) =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, path, picture));
}
