using System.Collections.Immutable;

namespace OtelShop.ImageProvider;

internal static class PictureRoutes
{
    private static readonly ImmutableArray<string> Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void AddPictures(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ImageProviderTelemetry>();
        builder.Services.AddSingleton<PictureCatalog>();
        builder.Services.AddSingleton<PreparedRenditions>();
        builder.Services.AddSingleton<RenderingMemory>();
        builder.Services.AddSingleton<RenditionCache>();
        builder.Services.AddSingleton<SlowPictures>();
        builder.Services.AddSingleton<PictureHandler>();
    }

    public static void MapPictures(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        app.MapMethods("/manifest.json", Methods, (PictureHandler handler) => handler.Manifest());
        app.MapMethods("/{file}", Methods, (string file, HttpContext context, PictureHandler handler) => handler.SendAsync(file, context));
        app.MapMethods("/{folder}/{file}", Methods,
            (string folder, string file, HttpContext context, PictureHandler handler) => handler.SendAsync($"{folder}/{file}", context));
        app.MapMethods("/{**path}", Methods, (HttpContext context) => PictureHandler.NotFound(context));
    }
}
