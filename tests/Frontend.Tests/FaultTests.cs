using System.Net;
using System.Net.Http.Json;
using OtelShop.Testing.Services;

namespace OtelShop.Frontend.Tests;

/// <summary>What a shopper sees of requests that fail on purpose.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private readonly TestFlags _flags = new TestFlags().With("errorBudgetBurn", 1.0);
    private readonly ShopFixture _fixture;

    public FaultTests() => _fixture = new ShopFixture { Flags = _flags };

    public async ValueTask InitializeAsync() => await _fixture.InitializeAsync();

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task A_page_that_fails_is_the_error_page_of_the_shop()
    {
        using var browser = _fixture.Browser();
        await browser.OpenAsync("/cart");

        Assert.Equal(HttpStatusCode.InternalServerError, browser.Status);
        Assert.Contains("Something went wrong", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_that_fails_answers_problem_json()
    {
        using var client = _fixture.Client();
        using var response = await client.GetAsync("/api/products");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(500, (await response.Content.ReadFromJsonAsync<Problem>())!.Status);
    }

    [Theory]
    [InlineData("/shop.css")]
    [InlineData("/favicon.svg")]
    [InlineData("/health")]
    public async Task Files_and_probes_never_fail(string path)
    {
        using var client = _fixture.Client();
        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_shop_is_whole_again_when_the_flag_is_off()
    {
        using var browser = _fixture.Browser();
        await browser.OpenAsync("/");
        _flags.Set("errorBudgetBurn", 0.0);
        await browser.OpenAsync("/");

        Assert.Equal((HttpStatusCode.OK, 7), (browser.Status, browser.Count("product-card")));
    }
}
