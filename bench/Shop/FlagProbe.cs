using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace OtelShop.Bench.Shop;

/// <summary>Asks one service for something small. Whether it likes the empty question does not matter, only whether it fails as a flag makes it fail.</summary>
internal sealed class FlagProbe(string service, HttpClient client, string method)
{
    /// <summary>How finely a change is seen.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private const string InternalError = "13";
    private static readonly (string Service, string Method)[] Calls =
    [
        ("ad", "AdService/GetAds"),
        ("cart", "CartService/GetCart"),
        ("checkout", "CheckoutService/PlaceOrder"),
        ("currency", "CurrencyService/Convert"),
        ("email", "EmailService/SendOrderConfirmation"),
        ("payment", "PaymentService/Charge"),
        ("product-catalog", "ProductCatalogService/GetProduct"),
        ("quote", "QuoteService/CalculateQuote"),
        ("recommendation", "RecommendationService/ListRecommendations"),
        ("shipping", "ShippingService/GetQuote"),
    ];

    public string Service => service;

    public static IEnumerable<FlagProbe> All(DistributedApplication shop) =>
    [
        .. Calls.Select(call => new FlagProbe(call.Service, shop.CreateHttpClient(call.Service, "grpc"), $"/oteldemo.{call.Method}")),
        new("frontend", shop.CreateHttpClient("frontend", "http"), "/api/currency"),
        new("frontend-proxy", shop.CreateHttpClient("frontend-proxy", "http"), "/api/currency"),
    ];

    public async Task<bool> IsFailingAsync(CancellationToken cancellationToken)
    {
        if (service == "frontend")
        {
            using var page = await client.GetAsync(method, cancellationToken);
            return page.StatusCode == HttpStatusCode.InternalServerError;
        }

        // A gRPC call by hand: one message, not compressed, of length zero.
        using var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new("application/grpc") } },
            Headers = { { "te", "trailers" } },
        };
        using var answer = await client.SendAsync(request, cancellationToken);
        return (answer.TrailingHeaders.TryGetValues("grpc-status", out var status) || answer.Headers.TryGetValues("grpc-status", out status))
            && status.Contains(InternalError);
    }
}
