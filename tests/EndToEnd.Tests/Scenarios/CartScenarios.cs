using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OtelShop.EndToEnd.Tests.Scenarios;

[Collection(ShopCollection.Name)]
public sealed class CartScenarios(RunningShop shop)
{
    private const string EmptyCart = "oteldemo.CartService/EmptyCart";
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task CartFailure_keeps_carts_full_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("cartFailure", "100%"))
        {
            await shop.AnswersAsync(HttpStatusCode.Conflict, shopper => shopper.EmptyCartAsync());
            await new Shopper(shop.Storefront).BuyAsync("USD", ("OLJCESPC7Z", 1));
        }

        await shop.AnswersAsync(HttpStatusCode.NoContent, shopper => shopper.EmptyCartAsync());

        Assert.Equal("100%", (await _telemetry.SpanAsync("cart", span => span.Name == EmptyCart && span.IsError)).VariantOf("cartFailure"));
        Assert.NotNull(await _telemetry.LogAsync("cart", log => log.EventName == "cart.empty_failed"));
        Assert.NotNull(await _telemetry.LogAsync("checkout", log => log.EventName == "checkout.cart.empty_failed"));
    }

    [Fact]
    public async Task FailedReadinessProbe_makes_the_cart_service_unready_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("failedReadinessProbe", "on"))
        {
            await ReportsAsync(HealthStatus.Unhealthy);
            await shop.AnswersAsync(HttpStatusCode.NoContent, shopper => shopper.EmptyCartAsync());
        }

        await ReportsAsync(HealthStatus.Healthy);

        var record = await _telemetry.LogAsync("cart", log => log.Category.Contains("HealthChecks") && log.Message.Contains("failedReadinessProbe is on"));
        Assert.Equal("Error", record.Severity);
    }

    private Task ReportsAsync(HealthStatus expected) => Eventually.HoldsAsync($"the cart service reported {expected}", () =>
        Task.FromResult(shop.Application.ResourceNotifications.TryGetCurrentState("cart", out var cart) && cart.Snapshot.HealthStatus == expected));
}
