using OtelShop.Currencies;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(CurrencyTelemetry.SourceName);
builder.Services.AddSingleton<CurrencyTelemetry>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<CurrencyService>();
await app.RunAsync();
