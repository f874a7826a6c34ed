using Microsoft.Extensions.DependencyInjection;
using OtelShop.Testing.Services;

namespace OtelShop.ProductCatalogs.Tests;

public sealed class ConcurrentReadsTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public async Task Many_readers_at_once_read_the_whole_table()
    {
        var source = fixture.Host.Services.GetRequiredService<ICatalogSource>();

        var reads = await Concurrently.CallAsync(_ => source.ReadAllAsync(CancellationToken.None));

        Assert.All(reads, products => Assert.Equal(10, products.Count));
    }
}
