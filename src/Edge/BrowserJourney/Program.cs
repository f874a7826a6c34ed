using OtelShop.BrowserJourneys;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(JourneyTelemetry.SourceName);
builder.Services.AddOptions<JourneyOptions>().BindConfiguration(JourneyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<JourneyTelemetry>();
builder.Services.AddSingleton<JourneyRunner>();
builder.Services.AddHostedService<JourneyService>();

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
