using OtelShop.Ads;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(AdTelemetry.SourceName);
builder.Services.AddSingleton<AdTelemetry>();
builder.Services.AddSingleton(Random.Shared);
builder.Services.AddSingleton<AdShelf>();
builder.Services.AddOptions<AdOptions>().BindConfiguration(AdOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<AdFaults>();
builder.Services.AddSingleton<ForcedCollections>();
builder.Services.AddHostedService<BusyThreads>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<AdService>();
await app.RunAsync();
