namespace OtelShop.EndToEnd.Tests;

[Collection(ShopCollection.Name)]
public sealed class ConcurrencyTests(RunningShop shop)
{
    private const int Shoppers = 32;

    [Fact]
    public async Task Orders_of_many_shoppers_at_once_are_each_charged_and_booked_once()
    {
        var orders = await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(_ => new Shopper(shop.Storefront).BuyAsync("EUR", ("OLJCESPC7Z", 1), ("LS4PSXUNUM", 2))));
        var ids = orders.Select(order => (string)order["orderId"]!).ToArray();

        Assert.Equal(Shoppers, ids.Distinct().Count());
        Assert.Equal((long)Shoppers, await shop.QueryAsync("payment-database", "SELECT count(*) FROM payment.charges WHERE idempotency_key = ANY($1)", (object)ids));
        await Eventually.HoldsAsync("every order in the books", async () =>
            await shop.QueryAsync("accounting-database", "SELECT count(*) FROM accounting.\"order\" WHERE order_id = ANY($1)", (object)ids) is (long)Shoppers);
    }
}
