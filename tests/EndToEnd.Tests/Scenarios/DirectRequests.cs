using System.Collections.Concurrent;
using Aspire.Hosting.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>Requests straight to one service, so that faults in many services at once do not disturb each other.</summary>
internal sealed class DirectRequests(RunningShop shop) : IDisposable
{
    private static readonly CreditCardInfo Card = new() { CreditCardNumber = "4432801561520454", CreditCardCvv = 672, CreditCardExpirationYear = 2039, CreditCardExpirationMonth = 1 };
    private readonly ConcurrentDictionary<string, GrpcChannel> _channels = new();

    public Task SeeAdsAsync() => CallAsync("ad", channel => new AdService.AdServiceClient(channel).GetAdsAsync(new AdRequest { ContextKeys = { "telescopes" } }));

    public Task LookAtAsync(string product) =>
        CallAsync("product-catalog", channel => new ProductCatalogService.ProductCatalogServiceClient(channel).GetProductAsync(new GetProductRequest { Id = product }));

    public Task ConvertAsync() => CallAsync("currency", channel => new CurrencyService.CurrencyServiceClient(channel).ConvertAsync(new CurrencyConversionRequest { From = Dollars, ToCode = "EUR" }));

    public Task ShipAbroadAsync() => CallAsync("shipping", channel => new ShippingService.ShippingServiceClient(channel).ShipOrderAsync(
        new ShipOrderRequest { Address = AddressIn("Germany"), Items = { new CartItem { ProductId = Traffic.Flashlight, Quantity = 1 } } }));

    public Task ChargeAsync() => CallAsync("payment", channel => new PaymentService.PaymentServiceClient(channel).ChargeAsync(new ChargeRequest { Amount = Dollars, CreditCard = Card }));

    public Task ReadCartAsync() => CallAsync("cart", channel => new CartService.CartServiceClient(channel).GetCartAsync(new GetCartRequest { UserId = "shopper" }));

    public Task CalculateQuoteAsync() => CallAsync("quote", channel => new QuoteService.QuoteServiceClient(channel).CalculateQuoteAsync(new CalculateQuoteRequest { NumberOfItems = 1 }));

    public Task QuoteAsync() => CallAsync("shipping", channel => new ShippingService.ShippingServiceClient(channel).GetQuoteAsync(
        new GetQuoteRequest { Address = AddressIn("Germany"), Items = { new CartItem { ProductId = Traffic.Flashlight, Quantity = 1 } } }));

    public Task RecommendAsync() => CallAsync("recommendation", channel =>
        new RecommendationService.RecommendationServiceClient(channel).ListRecommendationsAsync(new ListRecommendationsRequest { ProductIds = { Traffic.Explorascope } }));

    public Task ListOrdersAsync() => CallAsync("checkout", channel => new CheckoutService.CheckoutServiceClient(channel).ListOrdersAsync(new ListOrdersRequest { UserId = "shopper" }));

    /// <summary>Asks for a confirmation that lacks its order.</summary>
    public Task ConfirmNothingAsync() => CallAsync("email", channel => new EmailService.EmailServiceClient(channel).SendOrderConfirmationAsync(new SendOrderConfirmationRequest()));

    /// <summary>Fills a cart and orders it, in dollars.</summary>
    public async Task OrderAsync()
    {
        var user = $"alerts-{Guid.NewGuid()}";
        await CallAsync("cart", channel => new CartService.CartServiceClient(channel).AddItemAsync(
            new AddItemRequest { UserId = user, Item = new CartItem { ProductId = Traffic.Flashlight, Quantity = 1 } }));
        await CallAsync("checkout", channel => new CheckoutService.CheckoutServiceClient(channel).PlaceOrderAsync(
            new PlaceOrderRequest { UserId = user, UserCurrency = "USD", Email = "shopper@example.com", Address = AddressIn("United States"), CreditCard = Card }));
    }

    public void Dispose()
    {
        foreach (var channel in _channels.Values)
            channel.Dispose();
    }

    private static Money Dollars => new() { CurrencyCode = "USD", Units = 12 };

    private static Address AddressIn(string country) => new() { StreetAddress = "1 Observatory Road", City = "Flagstaff", State = "AZ", Country = country, ZipCode = "86001" };

    // The status is what the faults are for; the service counts it.
    private async Task CallAsync<T>(string service, Func<GrpcChannel, AsyncUnaryCall<T>> call)
    {
        try
        {
            await call(_channels.GetOrAdd(service, name => GrpcChannel.ForAddress(shop.Application.GetEndpoint(name, "grpc"))));
        }
        catch (RpcException)
        {
        }
    }
}
