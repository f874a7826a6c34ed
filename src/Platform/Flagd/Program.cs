var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("flagd");

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
