using System.Net;

namespace OtelShop.EndToEnd.Tests.Scenarios;

[Collection(ShopCollection.Name)]
public sealed class CatalogScenarios(RunningShop shop)
{
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task ProductCatalogFailure_hides_one_product_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("productCatalogFailure", "on"))
        {
            await shop.AnswersAsync(HttpStatusCode.InternalServerError, shopper => shopper.LookAtAsync(Traffic.Explorascope));
            await shop.AnswersAsync(HttpStatusCode.OK, shopper => shopper.LookAtAsync(Traffic.Flashlight));
        }

        await shop.AnswersAsync(HttpStatusCode.OK, shopper => shopper.LookAtAsync(Traffic.Explorascope));

        var failed = await _telemetry.SpanAsync("product-catalog", span => span.Name == "oteldemo.ProductCatalogService/GetProduct" && span.IsError);
        Assert.Equal(Traffic.Explorascope, failed.Attributes["demo.product.id"]);
        Assert.Equal("on", failed.VariantOf("productCatalogFailure"));
        Assert.NotNull(await _telemetry.LogAsync("product-catalog", log => log.EventName == "catalog.product.failed"));
    }
}
