using System.Diagnostics;
using Grpc.Core;
using Oteldemo;
using OtelShop.Testing.Services;
using CatalogClient = Oteldemo.ProductCatalogService.ProductCatalogServiceClient;

namespace OtelShop.ProductCatalogs.Tests;

public sealed class CatalogFailureTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>, IDisposable
{
    private const string Flag = "productCatalogFailure";
    private const string Broken = "OLJCESPC7Z";
    private const string Sound = "66VCHSJNUP";

    private readonly CatalogClient _catalog = new(fixture.Host.Channel);

    public void Dispose() => fixture.Flags.Set(Flag, false);

    [Fact]
    public async Task The_product_that_the_rule_names_is_an_internal_error()
    {
        Break();

        var error = await FailingToGetAsync();

        Assert.Equal((StatusCode.Internal, "Error: Product Catalog Fail Feature Flag Enabled"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task Other_products_are_shown()
    {
        Break();

        Assert.Equal(Sound, (await _catalog.GetProductAsync(new GetProductRequest { Id = Sound })).Id);
    }

    [Fact]
    public async Task The_product_stays_in_lists_and_searches()
    {
        Break();

        Assert.Contains((await _catalog.ListProductsAsync(new Empty())).Products, product => product.Id == Broken);
        Assert.Contains((await _catalog.SearchProductsAsync(new SearchProductsRequest { Query = "explorascope" })).Results, product => product.Id == Broken);
    }

    [Fact]
    public async Task The_product_is_back_once_the_flag_is_off()
    {
        Break();
        await FailingToGetAsync();
        fixture.Flags.Set(Flag, false);

        Assert.Equal(Broken, (await _catalog.GetProductAsync(new GetProductRequest { Id = Broken })).Id);
    }

    [Fact]
    public async Task The_span_of_the_failure_has_an_event_of_that_name()
    {
        using var spans = new SpanRecorder();
        Break();
        await FailingToGetAsync();

        var span = await spans.RequestAsync("GetProduct");

        Assert.Equal((ActivityStatusCode.Error, Broken), (span.Status, span.GetTagItem("demo.product.id")));
        Assert.Contains(span.Events, happened => happened.Name == "Error: Product Catalog Fail Feature Flag Enabled");
    }

    private void Break() => fixture.Flags.Set(
        Flag, value: true, otherwise: false, context => context.TryGetValue("product_id", out var id) && id.AsString == Broken);

    private async Task<RpcException> FailingToGetAsync() =>
        await Assert.ThrowsAsync<RpcException>(async () => await _catalog.GetProductAsync(new GetProductRequest { Id = Broken }));
}
