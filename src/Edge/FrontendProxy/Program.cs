using OtelShop.FrontendProxies;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddProxy();

var app = builder.Build();
app.UseProxy();
app.MapDefaultEndpoints();
app.MapProxy();
await app.RunAsync();
