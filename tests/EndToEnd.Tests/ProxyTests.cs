using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.EndToEnd.Tests;

/// <summary>What is behind the shop's one public origin.</summary>
[Collection(ShopCollection.Name)]
public sealed class ProxyTests(RunningShop shop, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_purchase_begins_at_the_proxy()
    {
        var telemetry = shop.ObserveTelemetry();
        await new Shopper(shop.Storefront).BuyAsync("EUR", ("OLJCESPC7Z", 1));

        var request = await telemetry.SpanAsync("frontend", span => span.Name == "POST /api/checkout" && span.Kind == SpanKind.Server);
        var forwarded = await telemetry.SpanAsync("frontend-proxy", span => span.SpanId == request.ParentSpanId);
        var received = await telemetry.SpanAsync("frontend-proxy", span => span.SpanId == forwarded.ParentSpanId);
        Assert.Equal((SpanKind.Client, SpanKind.Server), (forwarded.Kind, received.Kind));
    }

    [Fact]
    public async Task Flags_are_read_and_switched_in_the_shops_own_origin()
    {
        await using var user = await chromium.OpenAsync(shop.Storefront.BaseAddress!);
        await using var other = await chromium.OpenAsync(shop.Storefront.BaseAddress!);
        await user.GoAsync($"/feature/login?t={shop.FlagToken}");
        await other.GoAsync("/feature");

        await Variant(user.Page, "on").ClickAsync();
        await Assertions.Expect(Variant(other.Page, "on")).ToHaveAttributeAsync("aria-pressed", "true");
        await Variant(user.Page, "off").ClickAsync();

        await Assertions.Expect(Variant(other.Page, "off")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Empty(user.Complaints);
        Assert.Equal([shop.Storefront.BaseAddress!.Authority], user.Hosts);
    }

    [Theory]
    [InlineData("/feature")]
    [InlineData("/feature/")]
    [InlineData("/feature/scheduler")]
    [InlineData("/feature/advanced")]
    [InlineData("/feature/history")]
    [InlineData("/feature/flags/adFailure")]
    public async Task Each_flag_page_has_its_styles_and_scripts(string path)
    {
        await using var user = await chromium.OpenAsync(shop.Storefront.BaseAddress!);

        await user.GoAsync(path);

        Assert.Empty(user.Complaints);
    }

    [Fact]
    public async Task Flags_are_evaluated_over_connect()
    {
        using var response = await shop.Storefront.PostAsJsonAsync("/flagservice/flagd.evaluation.v1.Service/ResolveBoolean", new { flagKey = "adFailure", context = new { } });

        Assert.Equal((HttpStatusCode.OK, false), (response.StatusCode, (bool?)(await response.Content.ReadFromJsonAsync<JsonObject>())!["value"]));
    }

    [Fact]
    public async Task A_picture_has_the_path_that_upstream_gives_it()
    {
        using var response = await shop.Storefront.GetAsync("/images/products/RoofBinoculars.jpg");

        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    private static ILocator Variant(IPage page, string variant) =>
        page.GetByRole(AriaRole.Group, new() { Name = "Variant of adManualGc" }).GetByRole(AriaRole.Button, new() { Name = variant, Exact = true });
}
