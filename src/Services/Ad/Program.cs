using OtelShop.Ads;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("ad", AdTelemetry.SourceName);
builder.Services.AddSingleton<AdTelemetry>();
builder.Services.AddSingleton(Random.Shared);
builder.Services.AddSingleton<AdShelf>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<AdService>();
await app.RunAsync();
