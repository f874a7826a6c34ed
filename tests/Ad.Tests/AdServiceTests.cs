using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;
using OtelShop.Testing.Services;
using AdClient = Oteldemo.AdService.AdServiceClient;

namespace OtelShop.Ads.Tests;

public sealed class AdServiceTests : IDisposable
{
    private readonly SpanRecorder _spans = new();
    private readonly ServiceHost<Program> _host = new(services => services.AddSingleton(new Random(42)));
    private readonly AdClient _ads;

    public AdServiceTests() => _ads = new AdClient(_host.Channel);

    public void Dispose()
    {
        _host.Dispose();
        _spans.Dispose();
    }

    [Theory]
    [InlineData("binoculars", "/product/2ZYFJ3GM2N")]
    [InlineData("telescopes", "/product/66VCHSJNUP")]
    [InlineData("assembly", "/product/9SIQT8TOJO")]
    [InlineData("travel", "/product/1YMWWN1N4O")]
    public async Task A_category_brings_its_ad(string category, string product) =>
        Assert.Equal([product], await ProductsAsync(category));

    [Fact]
    public async Task Accessories_bring_all_three_ads() =>
        Assert.Equal(["/product/0PUK6V6EV0", "/product/6E92ZMYYFZ", "/product/L9ECAV7KIM"], await ProductsAsync("accessories"));

    [Fact]
    public async Task Several_categories_bring_the_ads_of_each() =>
        Assert.Equal(["/product/1YMWWN1N4O", "/product/2ZYFJ3GM2N"], await ProductsAsync("travel", "binoculars"));

    [Fact]
    public async Task A_repeated_category_brings_its_ads_once() =>
        Assert.Equal(["/product/1YMWWN1N4O"], await ProductsAsync("travel", "travel"));

    [Fact]
    public async Task Interests_without_ads_bring_two_different_ones_at_random()
    {
        for (var visit = 0; visit < 20; visit++)
            Assert.Equal(2, (await ProductsAsync("books", "")).Distinct().Count());
    }

    [Fact]
    public async Task A_shopper_without_interests_sees_each_ad_sooner_or_later()
    {
        var seen = new HashSet<string>();
        for (var visit = 0; visit < 60; visit++)
            seen.UnionWith(await ProductsAsync());

        Assert.Equal(7, seen.Count);
    }

    [Fact]
    public async Task Every_ad_has_a_text() =>
        Assert.DoesNotContain((await GetAsync("accessories", "telescopes", "travel", "assembly", "binoculars")).Ads, ad => ad.Text.Length == 0);

    [Fact]
    public async Task No_ad_promises_what_the_shop_does_not_apply() => Assert.All(
        (await GetAsync("accessories", "telescopes", "travel", "assembly", "binoculars")).Ads,
        ad => Assert.DoesNotMatch(@"(?i)[%$€£\d]|\b(off|free|sale|deal|discount|save|price|second|third|buy|cheap\w*|offer\w*)\b", ad.Text));

    [Fact]
    public async Task More_than_a_hundred_keys_are_invalid()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => GetAsync([.. Enumerable.Repeat("travel", 101)]));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["context_keys"], error.Fields());
    }

    [Theory]
    [InlineData("travel", "TARGETED", "TARGETED")]
    [InlineData("books", "TARGETED", "RANDOM")]
    [InlineData("", "TARGETED", "RANDOM")] // Compat: one empty key is a key.
    [InlineData(null, "NOT_TARGETED", "RANDOM")]
    public async Task Requests_are_counted_by_what_was_asked_and_answered(string? key, string requestType, string responseType)
    {
        using var measurements = _host.Services.Collect<long>(AdTelemetry.SourceName, "demo.ad.requests");
        await GetAsync(key is null ? [] : [key]);

        var counted = Assert.Single(measurements.GetMeasurementSnapshot());
        Assert.Equal(requestType, counted.Tags["demo.ad.request_type"]);
        Assert.Equal(responseType, counted.Tags["demo.ad.response_type"]);
    }

    [Fact]
    public async Task Served_ads_are_counted_by_category()
    {
        using var measurements = _host.Services.Collect<long>(AdTelemetry.SourceName, "demo.ad.served");
        await GetAsync("accessories");
        await GetAsync();

        Assert.Equal([("accessories", 3L), ("random", 2L)], measurements.GetMeasurementSnapshot().Select(served => ((string)served.Tags["category"]!, served.Value)));
    }

    // Compat: the keys are one text in brackets.
    [Fact]
    public async Task The_request_tells_what_was_asked_and_answered()
    {
        await GetAsync("travel", "accessories");
        var span = await _spans.RequestAsync();

        Assert.Equal("[travel, accessories]", span.GetTagItem("demo.ad.context_keys"));
        Assert.Equal(2, span.GetTagItem("demo.ad.context_keys.count"));
        Assert.Equal(4, span.GetTagItem("demo.ad.count"));
    }

    [Fact]
    public async Task The_request_tells_whose_session_it_belongs_to()
    {
        var baggage = new Metadata { { "baggage", "session.id=s-1,enduser.id=ada" } };

        await _ads.GetAdsAsync(new AdRequest(), baggage);
        var span = await _spans.RequestAsync();

        Assert.Equal("s-1", span.GetTagItem("session.id"));
        Assert.Equal("ada", span.GetTagItem("enduser.id"));
    }

    [Fact]
    public async Task Each_look_up_has_a_span_of_its_own()
    {
        await GetAsync("books");
        var lookUp = await _spans.NamedAsync("getAdsByCategory");
        var random = await _spans.NamedAsync("getRandomAds");

        Assert.Equal("books", lookUp.GetTagItem("demo.ad.category"));
        Assert.Equal(0, lookUp.GetTagItem("demo.ad.count"));
        Assert.Equal(2, random.GetTagItem("demo.ad.count"));
    }

    [Fact]
    public async Task Many_callers_at_once_get_the_ad_of_their_category()
    {
        var products = await Concurrently.CallAsync(number => ProductsAsync(number % 2 == 0 ? "binoculars" : "travel"));

        Assert.All(products, (ads, number) => Assert.Equal([number % 2 == 0 ? "/product/2ZYFJ3GM2N" : "/product/1YMWWN1N4O"], ads));
    }

    private async Task<AdResponse> GetAsync(params string[] keys) => await _ads.GetAdsAsync(new AdRequest { ContextKeys = { keys } });

    private async Task<IEnumerable<string>> ProductsAsync(params string[] keys) => (await GetAsync(keys)).Ads.Select(ad => ad.RedirectUrl);
}
