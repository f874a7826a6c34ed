using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Oteldemo;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>
/// Methods that may be called again when an answer did not arrive. All others are called once: a second AddItem adds twice, a second
/// ShipOrder ships twice. Charge is missing although a key makes it repeatable, because only its caller knows whether it set one.
/// </summary>
internal static class IdempotentMethods
{
    private static readonly string[] All =
    [
        .. Of(CartService.Descriptor, "GetCart", "EmptyCart", "SetItem", "RemoveOrdered"),
        .. Of(ProductCatalogService.Descriptor, "ListProducts", "GetProduct", "SearchProducts"),
        .. Of(CurrencyService.Descriptor, "GetSupportedCurrencies", "Convert"),
        .. Of(RecommendationService.Descriptor, "ListRecommendations"),
        .. Of(AdService.Descriptor, "GetAds"),
        .. Of(ShippingService.Descriptor, "GetQuote"),
        .. Of(QuoteService.Descriptor, "CalculateQuote"),
        .. Of(PaymentService.Descriptor, "Refund"),
        .. Of(CheckoutService.Descriptor, "ListOrders", "GetOrder"),
    ];

    /// <summary>Three attempts in all, when the service could not be reached.</summary>
    public static ServiceConfig RetryConfig
    {
        get
        {
            var retried = new MethodConfig
            {
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = 3,
                    InitialBackoff = TimeSpan.FromMilliseconds(50),
                    MaxBackoff = TimeSpan.FromSeconds(1),
                    BackoffMultiplier = 2,
                    RetryableStatusCodes = { StatusCode.Unavailable },
                },
            };
            foreach (var method in All)
                retried.Names.Add(new MethodName { Service = method.Split('/')[0], Method = method.Split('/')[1] });
            return new ServiceConfig { MethodConfigs = { retried } };
        }
    }

    private static IEnumerable<string> Of(Google.Protobuf.Reflection.ServiceDescriptor service, params string[] methods) =>
        methods.Select(method => $"{service.FullName}/{service.FindMethodByName(method).Name}");
}
