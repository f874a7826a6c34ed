using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.EndToEnd.Tests;

/// <summary>Requests that come again because their first answer was lost.</summary>
[Collection(ShopCollection.Name)]
public sealed class RepeatedRequestTests(RunningShop shop)
{
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task A_charge_with_the_same_key_is_the_same_charge()
    {
        using var channel = GrpcChannel.ForAddress(shop.Application.GetEndpoint("payment", "grpc"));
        var payment = new PaymentService.PaymentServiceClient(channel);
        var charge = new ChargeRequest
        {
            IdempotencyKey = $"{Guid.NewGuid()}",
            Amount = new Money { CurrencyCode = "USD", Units = 12 },
            CreditCard = new CreditCardInfo { CreditCardNumber = "4432801561520454", CreditCardCvv = 672, CreditCardExpirationYear = 2039, CreditCardExpirationMonth = 1 },
        };

        var first = await payment.ChargeAsync(charge);
        var second = await payment.ChargeAsync(charge);

        Assert.Equal(first.TransactionId, second.TransactionId);
        await _telemetry.LogAsync("payment", log => log.EventName == "payment.transaction.repeated" && log.Attributes["demo.payment.transaction.id"] == first.TransactionId);
        // No order belongs to it: the books of the shop would not agree.
        await payment.RefundAsync(new RefundRequest { TransactionId = first.TransactionId });
    }

    [Fact]
    public async Task An_order_with_the_same_key_is_the_same_order()
    {
        using var toCart = GrpcChannel.ForAddress(shop.Application.GetEndpoint("cart", "grpc"));
        using var toCheckout = GrpcChannel.ForAddress(shop.Application.GetEndpoint("checkout", "grpc"));
        var checkout = new CheckoutService.CheckoutServiceClient(toCheckout);
        var user = $"{Guid.NewGuid()}";
        await new CartService.CartServiceClient(toCart).AddItemAsync(new AddItemRequest { UserId = user, Item = new CartItem { ProductId = "LS4PSXUNUM", Quantity = 1 } });
        var request = new PlaceOrderRequest
        {
            IdempotencyKey = user,
            UserId = user,
            UserCurrency = "USD",
            Email = "shopper@example.com",
            Address = new Address { StreetAddress = "1 Observatory Road", City = "Flagstaff", State = "AZ", Country = "United States", ZipCode = "86001" },
            CreditCard = new CreditCardInfo { CreditCardNumber = "4432801561520454", CreditCardCvv = 672, CreditCardExpirationYear = 2039, CreditCardExpirationMonth = 1 },
        };

        var first = await checkout.PlaceOrderAsync(request);
        var second = await checkout.PlaceOrderAsync(request);

        Assert.Equal(first.Order.OrderId, second.Order.OrderId);
        await _telemetry.LogAsync("checkout", log => log.EventName == "checkout.order.repeated" && log.Attributes["demo.order.id"] == first.Order.OrderId);
    }

    [Fact]
    public async Task An_order_that_is_confirmed_twice_has_one_mail()
    {
        using var orders = await OrdersTopic.OpenAsync(shop);
        var orderId = (string)(await new Shopper(shop.Storefront).BuyAsync("USD", ("LS4PSXUNUM", 1)))["orderId"]!;
        var mail = await Eventually.GetAsync("the confirmation mail", () => shop.FindMailAsync(orderId));
        using var channel = GrpcChannel.ForAddress(shop.Application.GetEndpoint("email", "grpc"));

        await new EmailService.EmailServiceClient(channel).SendOrderConfirmationAsync(
            new SendOrderConfirmationRequest { Email = "shopper@example.com", Order = await orders.FindAsync(orderId) });

        await _telemetry.LogAsync("email", log => log.EventName == "email.confirmation_repeated" && log.Attributes["demo.order.id"] == orderId);
        Assert.Equal(mail, await shop.FindMailAsync(orderId));
    }
}
