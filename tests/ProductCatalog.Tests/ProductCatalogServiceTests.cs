using Grpc.Core;
using Oteldemo;
using OtelShop.Testing.Services;
using CatalogClient = Oteldemo.ProductCatalogService.ProductCatalogServiceClient;

namespace OtelShop.ProductCatalogs.Tests;

public sealed class ProductCatalogServiceTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    private readonly CatalogClient _catalog = new(fixture.Host.Channel);

    [Fact]
    public async Task The_ten_products_are_listed_by_id()
    {
        var products = (await _catalog.ListProductsAsync(new Empty())).Products;

        Assert.Equal(
            ["0PUK6V6EV0", "1YMWWN1N4O", "2ZYFJ3GM2N", "66VCHSJNUP", "6E92ZMYYFZ", "9SIQT8TOJO", "HQTGWGPNH4", "L9ECAV7KIM", "LS4PSXUNUM", "OLJCESPC7Z"],
            products.Select(product => product.Id));
        Assert.All(products, product => Assert.NotEmpty(product.Description));
    }

    [Theory]
    [InlineData("0PUK6V6EV0", "Solar System Color Imager", 175, 0, "accessories,telescopes", "SolarSystemColorImager.jpg")]
    [InlineData("1YMWWN1N4O", "Eclipsmart Travel Refractor Telescope", 129, 950_000_000, "telescopes,travel", "EclipsmartTravelRefractorTelescope.jpg")]
    [InlineData("2ZYFJ3GM2N", "Roof Binoculars", 209, 950_000_000, "binoculars", "RoofBinoculars.jpg")]
    [InlineData("66VCHSJNUP", "Starsense Explorer Refractor Telescope", 349, 950_000_000, "telescopes", "StarsenseExplorer.jpg")]
    [InlineData("6E92ZMYYFZ", "Solar Filter", 69, 950_000_000, "accessories,telescopes", "SolarFilter.jpg")]
    [InlineData("9SIQT8TOJO", "Optical Tube Assembly", 3599, 0, "accessories,telescopes,assembly", "OpticalTubeAssembly.jpg")]
    [InlineData("HQTGWGPNH4", "The Comet Book", 0, 990_000_000, "books", "TheCometBook.jpg")]
    [InlineData("L9ECAV7KIM", "Lens Cleaning Kit", 21, 950_000_000, "accessories", "LensCleaningKit.jpg")]
    [InlineData("LS4PSXUNUM", "Red Flashlight", 57, 80_000_000, "accessories,flashlights", "RedFlashlight.jpg")]
    [InlineData("OLJCESPC7Z", "National Park Foundation Explorascope", 101, 960_000_000, "telescopes", "NationalParkFoundationExplorascope.jpg")]
    public async Task A_product_is_upstreams(string id, string name, long units, int nanos, string categories, string picture)
    {
        var product = await _catalog.GetProductAsync(new GetProductRequest { Id = id });

        Assert.Equal((name, picture), (product.Name, product.Picture));
        Assert.Equal(new Money { CurrencyCode = "USD", Units = units, Nanos = nanos }, product.PriceUsd);
        Assert.Equal(categories.Split(','), product.Categories);
    }

    [Fact]
    public async Task An_unknown_product_is_not_found()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _catalog.GetProductAsync(new GetProductRequest { Id = "NOSUCH" }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task No_product_is_invalid()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _catalog.GetProductAsync(new GetProductRequest()));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["id"], error.Fields());
    }

    [Fact]
    public async Task A_search_finds_by_name_and_description()
    {
        var found = await _catalog.SearchProductsAsync(new SearchProductsRequest { Query = "ECLIPSE" });

        Assert.Equal(["1YMWWN1N4O", "6E92ZMYYFZ"], found.Results.Select(product => product.Id));
    }

    [Fact]
    public async Task A_novel_is_no_search()
    {
        var request = new SearchProductsRequest { Query = new string('a', 257) };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _catalog.SearchProductsAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["query"], error.Fields());
    }

    [Fact]
    public async Task Every_method_tells_what_it_found()
    {
        using var spans = new SpanRecorder();
        await _catalog.ListProductsAsync(new Empty());
        await _catalog.GetProductAsync(new GetProductRequest { Id = "HQTGWGPNH4" });
        await _catalog.SearchProductsAsync(new SearchProductsRequest { Query = "comet" });
        var (list, get, search) = (await spans.RequestAsync("ListProducts"), await spans.RequestAsync("GetProduct"), await spans.RequestAsync("SearchProducts"));

        Assert.Equal(10, list.GetTagItem("demo.product.count"));
        Assert.Equal("HQTGWGPNH4", get.GetTagItem("demo.product.id"));
        Assert.Equal("The Comet Book", get.GetTagItem("demo.product.name"));
        Assert.Contains(get.Events, happened => happened.Name == "Product Found");
        Assert.Equal(1, search.GetTagItem("demo.product.search.count"));
    }

    [Fact]
    public async Task Many_callers_at_once_get_the_product_that_they_ask_for()
    {
        string[] ids = ["0PUK6V6EV0", "2ZYFJ3GM2N", "OLJCESPC7Z"];
        var products = await Concurrently.CallAsync(async number => await _catalog.GetProductAsync(new GetProductRequest { Id = ids[number % 3] }));

        Assert.All(products, (product, number) => Assert.Equal(ids[number % 3], product.Id));
    }
}
