using Microsoft.Extensions.Options;
using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Checkouts;
using OtelShop.Frontends.Prices;
using OtelShop.Frontends.Products;
using OtelShop.Frontends.Suggestions;
using Oteldemo;
using ZiggyCreatures.Caching.Fusion;

namespace OtelShop.Frontends;

internal static class BackendBuilderExtensions
{
    /// <summary>Adds the clients of the seven backend services and the types that combine their replies.</summary>
    public static void AddBackends(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<FrontendOptions>().BindConfiguration("Frontend").ValidateDataAnnotations().ValidateOnStart();
        var services = builder.Services;
        services.AddBackend<ProductCatalogService.ProductCatalogServiceClient>("product-catalog");
        services.AddBackend<CurrencyService.CurrencyServiceClient>("currency");
        services.AddBackend<CartService.CartServiceClient>("cart");
        services.AddBackend<CheckoutService.CheckoutServiceClient>("checkout", options => options.OrderTimeout);
        services.AddBackend<ShippingService.ShippingServiceClient>("shipping");
        services.AddBackend<RecommendationService.RecommendationServiceClient>("recommendation");
        services.AddBackend<AdService.AdServiceClient>("ad");
        services.AddTransient<PriceConverter>();
        // The old list is shown while a new one is on its way, which is no event.
        services.AddFusionCache().WithOptions(cache =>
            (cache.FactorySyntheticTimeoutsLogLevel, cache.FailSafeActivationLogLevel) = (LogLevel.Debug, LogLevel.Debug));
        services.AddSingleton<CurrencyList>();
        services.AddTransient<PricedCatalogClient>();
        services.AddTransient<Recommendations>();
        services.AddTransient<CartLines>();
        services.AddScoped<VisitorCart>();
        services.AddTransient<ShippingEstimate>();
        services.AddTransient<OrderClient>();
        services.AddSingleton<OptionalPart>();
    }

    private static void AddBackend<TClient>(this IServiceCollection services, string name) where TClient : class =>
        services.AddBackend<TClient>(name, options => options.BackendTimeout);

    private static void AddBackend<TClient>(this IServiceCollection services, string name, Func<FrontendOptions, TimeSpan> limit) where TClient : class =>
        services.AddGrpcServiceClient<TClient>(name, (provider, client) =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            var timeout = limit(provider.GetRequiredService<IOptions<FrontendOptions>>().Value);
            client.CallOptionsActions.Add(call => call.CallOptions = call.CallOptions.WithDeadline(call.CallOptions.Deadline ?? (time.GetUtcNow() + timeout).UtcDateTime));
        });
}
