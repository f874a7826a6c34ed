using System.Net;
using System.Text.RegularExpressions;
using OtelShop.Dashboard.Resources;

namespace OtelShop.Dashboard.Tests.Resources;

public sealed partial class ResourcesPageTests : IAsyncLifetime
{
    private readonly FakeResources _resources = new();
    private RunningDashboard _dashboard = default!;
    private HttpClient _pages = default!;

    public async Task InitializeAsync()
    {
        _resources.Put(Samples.Cart, Samples.Valkey, Samples.Postgres, Samples.Orders, Samples.Password);
        _dashboard = await RunningDashboard.StartAsync(_resources);
        _pages = _dashboard.CreateClient();
        while (_dashboard.Get<ResourceBoard>().All.Count < 5)
            await Task.Yield();
    }

    public async Task DisposeAsync()
    {
        _pages.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task The_table_names_every_resource_but_parameters()
    {
        var page = await _pages.GetStringAsync("/");

        Assert.All(["cart", "valkey", "postgres", "orders"], name => Assert.Contains($"href=\"/resource/{name}\"", page));
        Assert.DoesNotContain("href=\"/resource/password\"", page);
        Assert.Contains("<a href=\"http://localhost:8080\" target=\"_blank\" rel=\"noopener noreferrer\"", page);
    }

    [Fact]
    public async Task Telemetry_that_goes_elsewhere_is_not_waited_for_in_vain()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new FakeResources(), ("TelemetryGoesTo", "http://collector:4317"));
        using var pages = dashboard.CreateClient();

        Assert.Contains("<code>http://collector:4317</code>", await pages.GetStringAsync("/"));
    }

    [Fact]
    public async Task A_filter_in_the_address_narrows_the_table()
    {
        var page = await _pages.GetStringAsync("/?type=Valkey");

        Assert.Contains("href=\"/resource/valkey\"", page);
        Assert.DoesNotContain("href=\"/resource/cart\"", page);
    }

    [Fact]
    public async Task Parameters_have_a_view_of_their_own_and_no_secret_in_it()
    {
        var page = WebUtility.HtmlDecode(await _pages.GetStringAsync("/?view=parameters"));

        Assert.Contains("href=\"/resource/password\"", page);
        Assert.Contains(ResourceVariable.Mask, page);
    }

    [Fact]
    public async Task Details_show_the_environment_and_where_the_resource_is_used()
    {
        var page = WebUtility.HtmlDecode(await _pages.GetStringAsync("/resource/cart"));
        var valkey = await _pages.GetStringAsync("/resource/valkey");

        Assert.Contains("red & blue", page);
        Assert.Contains(ResourceVariable.Mask, page);
        Assert.Matches("Used by.*cart", valkey.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task The_exported_environment_leaves_secrets_out() =>
        Assert.Equal("COLOUR=\"red & blue\"\n# secret, left out: API_KEY=\n", await _pages.GetStringAsync("/resource/cart/env"));

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_in_words() =>
        Assert.Contains("There is no resource of that name.", await _pages.GetStringAsync("/resource/nobody"));

    [Fact]
    public async Task A_button_runs_its_command_and_the_page_tells_what_came_of_it()
    {
        _resources.Answer = "It would not.";
        var back = await PressAsync("cart/stop");
        var page = await _pages.GetStringAsync(back);

        Assert.Equal(["cart/stop"], _resources.Executed);
        Assert.StartsWith("/resource/cart?done=", back);
        Assert.Contains("cart: Stop did not succeed. It would not.", page);
    }

    [Fact]
    public async Task A_command_that_cannot_be_given_now_is_not_given()
    {
        var page = await _pages.GetStringAsync(await PressAsync("cart/start"));

        Assert.Empty(_resources.Executed);
        Assert.Contains("That cannot be done now: it is Running.", page);
    }

    [Fact]
    public async Task A_command_without_the_page_s_token_is_refused()
    {
        using var form = new FormUrlEncodedContent([new("run", "cart/stop"), new("back", "/")]);
        using var answer = await _pages.PostAsync(ResourceCommands.Path, form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_resources.Executed);
    }

    [Fact]
    public async Task A_command_with_a_question_asks_it_first()
    {
        var page = await _pages.GetStringAsync("/resource/cart");

        Assert.Matches("<div class=\"command-question\" id=\"confirm-cart-wipe\" popover>.*Forget every cart\\?", page.ReplaceLineEndings(" "));
    }

    private async Task<string> PressAsync(string run)
    {
        using var page = await _pages.GetAsync("/resource/cart");
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, ResourceCommands.Path)
        {
            Content = new FormUrlEncodedContent([new("run", run), new("back", "/resource/cart"), new("__RequestVerificationToken", token)]),
        };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var answer = await _pages.SendAsync(request);
        return answer.Headers.Location!.ToString();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
