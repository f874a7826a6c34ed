using System.Net;
using Microsoft.Playwright;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>Pictures as browsers see them, through the proxy.</summary>
[Collection(ShopCollection.Name)]
public sealed class PictureScenarios(RunningShop shop, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Picture = "/images/products/RoofBinoculars.jpg?w=480&format=webp";
    // Timers count milliseconds, spans count ticks: a delay of five seconds may be a little shorter.
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(4.95);
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task ImageSlowLoad_delays_pictures_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("imageSlowLoad", "5sec"))
        {
            var slow = await shop.TakesEffectAsync("image-provider", "imageSlowLoad", "5sec", GetAsync);
            await slow.SpanAsync("image-provider", span => span.Kind == SpanKind.Server && span.Duration >= FiveSeconds);
            // Pages name pictures in a way that browsers have not cached.
            await Eventually.HoldsAsync("addresses without a hash", async () => !(await shop.Storefront.GetStringAsync("/")).Contains("&amp;v=", StringComparison.Ordinal));
        }

        var afterwards = await shop.RecoversAsync("image-provider", "imageSlowLoad", GetAsync);

        Assert.Empty(afterwards.Spans("image-provider", span => span.Duration >= FiveSeconds));
    }

    [Fact]
    public async Task Every_picture_of_the_home_page_arrives_and_may_be_cached_for_a_year()
    {
        await Eventually.HoldsAsync("addresses with the hash of the picture", async () => (await shop.Storefront.GetStringAsync("/")).Contains("&amp;v=", StringComparison.Ordinal));
        await using var reader = await chromium.OpenAsync(shop.Storefront.BaseAddress!);
        List<IResponse> pictures = [];
        reader.Page.Response += (_, response) =>
        {
            if (new Uri(response.Url).AbsolutePath.StartsWith("/images/", StringComparison.Ordinal)) { pictures.Add(response); }
        };
        var page = await reader.GoAsync("/");
        await page.EvaluateAsync("Promise.all([...document.images].map(image => { image.loading = 'eager'; return image.decode(); }))");

        Assert.True(pictures.Count >= 11);
        Assert.All(pictures, picture => Assert.Equal(((int)HttpStatusCode.OK, "public, max-age=31536000, immutable"), (picture.Status, picture.Headers["cache-control"])));
    }

    [Fact]
    public async Task The_browsers_part_of_a_trace_comes_through_the_proxy()
    {
        await using var reader = await chromium.OpenAsync(shop.Storefront.BaseAddress!);
        await reader.GoAsync("/");
        var session = await reader.Page.TextContentAsync("[data-cy=session-id]");
        var load = await _telemetry.SpanAsync("frontend-web", span => span.Name == "documentLoad" && span.Attributes["session.id"] == session);

        var page = await _telemetry.SpanAsync("frontend", span => span.SpanId == load.ParentSpanId);
        Assert.Equal(page.TraceId, load.TraceId);
        await _telemetry.SpanAsync("frontend-proxy", span => span.TraceId == load.TraceId && span.Kind == SpanKind.Server);
    }

    private Task<HttpResponseMessage> GetAsync(Shopper shopper) => shop.Storefront.GetAsync(Picture);
}
