using OtelShop.Shippings;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ShippingTelemetry.SourceName);
builder.Services.AddGrpcServiceClient<Oteldemo.QuoteService.QuoteServiceClient>("quote");
builder.Services.AddSingleton<ShippingTelemetry>();
builder.Services.AddSingleton<ShippingFaults>();
builder.Services.AddSingleton<ShippingHandler>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<ShippingService>();
app.MapShippingRoutes();
await app.RunAsync();
