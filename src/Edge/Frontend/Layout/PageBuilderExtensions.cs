using System.Diagnostics;
using OtelShop.Frontends.Api;
using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Checkouts;
using OtelShop.Frontends.Prices;
using OtelShop.Frontends.Visitors;

namespace OtelShop.Frontends.Layout;

internal static class PageBuilderExtensions
{
    private const string StatusPath = "/status";
    private const long MostBodyBytes = 1 << 20;

    public static void AddPages(this WebApplicationBuilder builder)
    {
        // More than any JSON body or form of the shop needs.
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = MostBodyBytes);
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery(forms => forms.Cookie.Name = "otelshop-forms");
        builder.Services.AddSingleton<OrderReceipts>();
    }

    /// <summary>Adds error pages and visitors for pages; routes below /api answer problem JSON, as every service does.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            FrontendTelemetry.DescribeCaller(Activity.Current);
            return next(context);
        });
        app.UseWhen(context => !IsApi(context), pages =>
        {
            pages.UseStatusCodePagesWithReExecute(StatusPath, createScopeForStatusCodePages: true);
            pages.UseMiddleware<PageFaults>();
        });
        app.Use(WithoutTrailingSlash);
        app.UseStaticFiles();
        // After the error pages, whose re-execution needs routing.
        app.UseRouting();
        app.UseWhen(context => !IsApi(context), pages => pages.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<Visitor>().Recognise(context);
            return next(context);
        }));
        app.UseAntiforgery();
    }

    public static void MapPages(this WebApplication app)
    {
        CurrencyRoutes.MapPages(app);
        CartActions.MapPages(app);
        CheckoutActions.MapPages(app);
        app.MapRazorComponents<App>();
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments(ApiRoutes.Prefix);

    // Compat: upstream redirects a trailing slash by 308, as "/api/data/?contextKeys=x" to "/api/data?contextKeys=x".
    private static Task WithoutTrailingSlash(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        var isPlain = path is [_, _, ..] && path[^1] == '/' && path[1] is not ('/' or '\\');
        if (!isPlain) { return next(context); }
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = new PathString(path.TrimEnd('/')).ToUriComponent() + context.Request.QueryString.ToUriComponent();
        return Task.CompletedTask;
    }
}
