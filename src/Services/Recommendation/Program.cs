using Oteldemo;
using OtelShop.Recommendations;
using OtelShop.Recommendations.Catalog;
using OtelShop.Recommendations.Purchases;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(RecommendationTelemetry.SourceName);
builder.Services.AddGrpcServiceClient<ProductCatalogService.ProductCatalogServiceClient>("product-catalog");
builder.Services.AddOptions<RecommendationOptions>().BindConfiguration(RecommendationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<RecommendationTelemetry>();
builder.Services.AddFusionCache();
builder.Services.AddSingleton<CatalogCache>();
builder.Services.AddSingleton(Random.Shared);
builder.Services.AddSingleton<GrowingCache>();
builder.Services.AddSingleton<CatalogForRequest>();
builder.Services.AddHostedService<CacheRelease>();
builder.Services.AddSingleton<CoPurchases>();
builder.Services.AddSingleton<Recommender>();
builder.AddKafkaTopicReader<OrderResult, CoPurchaseLearner>("kafka", topic: "orders");

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<OtelShop.Recommendations.RecommendationService>();
await app.RunAsync();
