using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.EndToEnd.Tests;

[Collection(ShopCollection.Name)]
public sealed class PurchaseTests(RunningShop shop)
{
    private const string Explorascope = "OLJCESPC7Z";
    private const string Flashlight = "LS4PSXUNUM";

    private Shopper NewShopper() => new(shop.Storefront);

    [Fact]
    public async Task The_ten_products_are_on_offer()
    {
        var products = await NewShopper().BrowseAsync("USD");

        Assert.Equal(10, products.Count);
    }

    [Fact]
    public async Task A_charge_is_refunded_once()
    {
        using var channel = GrpcChannel.ForAddress(shop.Application.GetEndpoint("payment", "grpc"));
        var payment = new PaymentService.PaymentServiceClient(channel);
        var charge = await payment.ChargeAsync(new ChargeRequest
        {
            Amount = new Money { CurrencyCode = "USD", Units = 12 },
            CreditCard = new CreditCardInfo { CreditCardNumber = "4432801561520454", CreditCardCvv = 672, CreditCardExpirationYear = 2039, CreditCardExpirationMonth = 1 },
        });

        var refunds = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ => await payment.RefundAsync(new RefundRequest { TransactionId = charge.TransactionId })));

        Assert.Equal(12, Assert.Single(refunds.Distinct()).Amount.Units);
    }

    [Theory]
    [InlineData("USD")]
    [InlineData("EUR")]
    [InlineData("JPY")]
    public async Task A_purchase_is_priced_in_the_shoppers_currency(string currency)
    {
        var order = await NewShopper().BuyAsync(currency, (Explorascope, 2), (Flashlight, 1));

        Assert.All(order["items"]!.AsArray(), line => Assert.Equal(currency, (string?)line!["cost"]!["currencyCode"]));
    }

    [Fact]
    public async Task Yen_prices_have_no_fraction()
    {
        var order = await NewShopper().BuyAsync("JPY", (Explorascope, 1), (Flashlight, 3));

        Assert.All(order["items"]!.AsArray(), line => Assert.Equal(0, (int)line!["cost"]!["nanos"]!));
    }

    [Fact]
    public async Task A_purchase_clears_the_cart()
    {
        var shopper = NewShopper();

        await shopper.BuyAsync("USD", (Explorascope, 1));

        Assert.Empty(await shopper.CartAsync());
    }

    [Fact]
    public async Task Accounting_books_the_order_with_each_of_its_lines()
    {
        var order = await NewShopper().BuyAsync("USD", (Explorascope, 2), (Flashlight, 3));

        var items = await Eventually.GetAsync("the order's lines in accounting", async () =>
            await shop.QueryAsync("accounting-database", "SELECT sum(quantity) FROM accounting.orderitem WHERE order_id = $1", OrderId(order)) as long? is { } n
                ? (object)n : null);

        Assert.Equal(5L, items);
    }

    [Fact]
    public async Task The_shopper_gets_one_email_that_names_the_order()
    {
        var order = await NewShopper().BuyAsync("EUR", (Flashlight, 1));

        var mail = await Eventually.GetAsync("the confirmation mail", () => shop.FindMailAsync(OrderId(order)));

        Assert.Contains($"Subject: Your order {OrderId(order)}", mail);
    }

    [Fact]
    public async Task The_order_is_told_on_the_orders_topic_as_a_protobuf_message()
    {
        using var orders = await OrdersTopic.OpenAsync(shop);
        var placed = await NewShopper().BuyAsync("USD", (Flashlight, 2));

        var published = await orders.FindAsync(OrderId(placed));

        Assert.Equal(2, Assert.Single(published.Items).Item.Quantity);
    }

    [Fact]
    public async Task A_suspiciously_large_order_raises_a_fraud_alert()
    {
        var order = await NewShopper().BuyAsync("USD", ("9SIQT8TOJO", 10));

        var alert = await Eventually.GetAsync("the fraud alert", () =>
            shop.QueryAsync("fraud-database", "SELECT order_id FROM fraud_alerts WHERE order_id = $1", OrderId(order)));

        Assert.Equal(OrderId(order), alert);
    }

    [Fact]
    public async Task What_is_bought_together_is_recommended_together()
    {
        const string cometBook = "HQTGWGPNH4";
        const string roofBinoculars = "2ZYFJ3GM2N"; // Nothing but common orders links these two.
        for (var i = 0; i < 3; i++)
            await NewShopper().BuyAsync("USD", (cometBook, 1), (roofBinoculars, 1));

        var first = await Eventually.GetAsync("the learned recommendation", async () =>
            (await NewShopper().RecommendationsForAsync(cometBook)).Select(p => (string)p!["id"]!).FirstOrDefault(id => id == roofBinoculars));

        Assert.Equal(roofBinoculars, first);
    }

    [Fact]
    public async Task The_smoke_test_of_the_pipelines_places_an_order()
    {
        var script = Path.GetFullPath(Path.Combine(Here(), "..", "..", "eng", "pipelines", "smoke-test.sh"));
        using var run = Process.Start(new ProcessStartInfo(script, [shop.Storefront.BaseAddress!.GetLeftPart(UriPartial.Authority)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();

        Assert.True(run.ExitCode == 0, await errors);
        var order = output.Trim().Split(' ')[^1].TrimEnd('.');
        Assert.Equal(order, await Eventually.GetAsync("the order in accounting", () => shop.QueryAsync("accounting-database", "SELECT order_id FROM accounting.\"order\" WHERE order_id = $1", order)));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static string OrderId(JsonObject order) => (string)order["orderId"]!;
}
