using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Prices;
using OtelShop.Frontends.Products;
using OtelShop.Frontends.Suggestions;
using Oteldemo;

namespace OtelShop.Frontends;

internal static class BackendBuilderExtensions
{
    /// <summary>The clients of the eight services behind the shop, and what combines their answers.</summary>
    public static void AddBackends(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<FrontendOptions>().BindConfiguration("Frontend").ValidateDataAnnotations().ValidateOnStart();
        var services = builder.Services;
        services.AddGrpcClient<ProductCatalogService.ProductCatalogServiceClient>(options => options.Address = new Uri("http://product-catalog"));
        services.AddGrpcClient<CurrencyService.CurrencyServiceClient>(options => options.Address = new Uri("http://currency"));
        services.AddGrpcClient<CartService.CartServiceClient>(options => options.Address = new Uri("http://cart"));
        services.AddGrpcClient<CheckoutService.CheckoutServiceClient>(options => options.Address = new Uri("http://checkout"));
        services.AddGrpcClient<ShippingService.ShippingServiceClient>(options => options.Address = new Uri("http://shipping"));
        services.AddGrpcClient<RecommendationService.RecommendationServiceClient>(options => options.Address = new Uri("http://recommendation"));
        services.AddGrpcClient<AdService.AdServiceClient>(options => options.Address = new Uri("http://ad"));
        services.AddTransient<PriceConverter>();
        services.AddTransient<ProductShelf>();
        services.AddTransient<Recommendations>();
        services.AddTransient<CartLines>();
        services.AddTransient<ShippingEstimate>();
    }
}
