using OtelShop.ImageProvider;

if (args is ["--render", var folder])
{
    PreparedRenditions.Write(folder);
    return;
}

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ImageProviderTelemetry.SourceName);
builder.AddServerStatus();
builder.AddPictures();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapServerStatus();
app.MapPictures();
await app.RunAsync();
