using Oteldemo;
using OtelShop.Testing.Services;
using CatalogClient = Oteldemo.ProductCatalogService.ProductCatalogServiceClient;

namespace OtelShop.ProductCatalogs.Tests;

public sealed class ManyCallersTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public async Task Thirty_two_callers_at_once_always_get_the_product_they_ask_for()
    {
        var catalog = new CatalogClient(fixture.Host.Channel);
        string[] products = ["0PUK6V6EV0", "HQTGWGPNH4", "OLJCESPC7Z"];

        await ManyCallers.CallAsync(async number =>
        {
            var id = products[number % products.Length];

            Assert.Equal(id, (await catalog.GetProductAsync(new GetProductRequest { Id = id })).Id);
        });
    }

    [Fact]
    public async Task Thirty_two_readers_at_once_read_the_whole_table()
    {
        var source = (ICatalogSource)fixture.Host.Services.GetService(typeof(ICatalogSource))!;

        await ManyCallers.CallAsync(async _ => Assert.Equal(10, (await source.ReadAllAsync(CancellationToken.None)).Count));
    }
}
