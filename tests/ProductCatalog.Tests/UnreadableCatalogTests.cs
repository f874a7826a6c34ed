using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;
using OtelShop.Testing.Services;
using CatalogClient = Oteldemo.ProductCatalogService.ProductCatalogServiceClient;

namespace OtelShop.ProductCatalogs.Tests;

public sealed class UnreadableCatalogTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public async Task A_catalog_that_was_never_read_is_unavailable()
    {
        await using var host = new ServiceHost<Program>(
            services => services.AddSingleton<ICatalogSource>(new ScriptedCatalogSource { Away = true }),
            ("ConnectionStrings:catalog", fixture.ConnectionString));
        var catalog = new CatalogClient(host.Channel);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await catalog.ListProductsAsync(new Empty()));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }
}
