using OtelShop.Frontends;
using OtelShop.Frontends.Api;
using OtelShop.Frontends.Layout;
using OtelShop.Frontends.Visitors;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(FrontendTelemetry.MeterName);
builder.AddBackends();
builder.AddVisitors();
builder.AddPages();

var app = builder.Build();
app.MapDefaultEndpoints();
app.UsePages();
app.MapApi();
app.MapPages();
await app.RunAsync();
