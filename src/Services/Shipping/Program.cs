using OtelShop.Shippings;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("shipping", ShippingTelemetry.SourceName);
builder.Services.AddGrpcClient<Oteldemo.QuoteService.QuoteServiceClient>(client => client.Address = new Uri("http://quote"));
builder.Services.AddSingleton<ShippingTelemetry>();
builder.Services.AddSingleton<ShippingFaults>();
builder.Services.AddSingleton<ShippingDesk>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<ShippingService>();
app.MapShippingRoutes();
await app.RunAsync();
