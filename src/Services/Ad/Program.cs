using OtelShop.Ads;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(AdTelemetry.SourceName);
builder.Services.AddSingleton<AdTelemetry>();
builder.Services.AddSingleton(Random.Shared);
builder.Services.AddSingleton<AdCatalog>();
builder.Services.AddOptions<AdOptions>().BindConfiguration(AdOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<AdFaults>();
builder.Services.AddSingleton<ManualGcFault>();
builder.Services.AddHostedService<HighCpuFault>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<AdService>();
await app.RunAsync();
