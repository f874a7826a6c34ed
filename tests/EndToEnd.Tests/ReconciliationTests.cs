namespace OtelShop.EndToEnd.Tests;

/// <summary>Runs the queries of docs/reconciliation.md.</summary>
[Collection(ShopCollection.Name)]
public sealed class ReconciliationTests(RunningShop shop)
{
    [Theory]
    [InlineData("USD")]
    [InlineData("EUR")]
    [InlineData("JPY")]
    public async Task Order_charge_and_books_agree_to_the_smallest_unit(string currency)
    {
        var order = (string)(await new Shopper(shop.Storefront).BuyAsync(currency, ("OLJCESPC7Z", 2), ("LS4PSXUNUM", 3)))["orderId"]!;
        var booked = await Eventually.GetAsync("the books of the order", () => FindAsync("accounting-database", query: 2, order));

        Assert.Equal(await FindAsync("checkout-database", query: 0, order), booked);
        Assert.Equal(await FindAsync("payment-database", query: 1, order), booked);
        Assert.StartsWith($"{order} {currency} ", booked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_shop_keeps_is_what_was_charged_less_what_was_refunded()
    {
        await new Shopper(shop.Storefront).BuyAsync("USD", ("OLJCESPC7Z", 1));

        var balance = await shop.QueryAsync(
            "payment-database", $"SELECT charged - refunded = kept AND kept > 0 FROM ({await ReadAsync(3)}) AS balance WHERE currency_code = 'USD'");

        Assert.Equal(true, balance);
    }

    private async Task<string?> FindAsync(string database, int query, string order) => await shop.QueryAsync(
        database, $"SELECT concat_ws(' ', id, currency, amount) FROM ({await ReadAsync(query)}) AS line (id, currency, amount) WHERE id = $1", order) as string;

    private static async Task<string> ReadAsync(int query) =>
        (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "reconciliation.md"))).Split("```sql\n")[query + 1].Split("```")[0];
}
