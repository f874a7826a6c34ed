using OtelShop.Quotes;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(QuoteTelemetry.SourceName);
builder.Services.AddSingleton<QuoteTelemetry>();
builder.Services.AddSingleton<QuoteCalculator>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<QuoteService>();
app.MapQuoteRoutes();
await app.RunAsync();
