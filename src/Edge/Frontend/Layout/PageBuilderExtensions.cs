using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;
using OtelShop.Frontends.Api;
using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Checkouts;
using OtelShop.Frontends.Prices;
using OtelShop.Frontends.Visitors;

namespace OtelShop.Frontends.Layout;

internal static class PageBuilderExtensions
{
    private const long MostBodyBytes = 1 << 20;
    private static readonly ImmutableArray<string> NotPages = [ApiRoutes.Prefix, "/health", "/alive"];

    public static void AddPages(this WebApplicationBuilder builder)
    {
        // More than any JSON body or form of the shop needs.
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = MostBodyBytes;
            // A cookie that is not UTF-8 gets a new session, not an error.
            server.RequestHeaderEncodingSelector = header => header == HeaderNames.Cookie ? Encoding.Latin1 : null;
        });
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
        app.UseWhen(IsPage, pages =>
        {
            pages.Use(RequireHost);
            pages.UseStatusCodePages(ShowStatusAsync);
            pages.UseMiddleware<PageFaults>();
        });
        app.Use(WithoutTrailingSlash);
        app.UseStaticFiles();
        app.UseRouting();
        app.UseWhen(IsPage, pages => pages.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<Visitor>().Recognise(context);
            return next(context);
        }));
        app.UseAntiforgery();
    }

    public static void MapPages(this WebApplication app)
    {
        var pages = app.MapGroup("").AnswerHead();
        CurrencyRoutes.MapPages(pages);
        CartActions.MapPages(pages);
        CheckoutActions.MapPages(pages);
        app.MapRazorComponents<App>().AnswerHead();
    }

    private static bool IsPage(HttpContext context) => !NotPages.Any(prefix => context.Request.Path.StartsWithSegments(prefix));

    private static async Task ShowStatusAsync(StatusCodeContext error)
    {
        var context = error.HttpContext;
        if (context.RequestAborted.IsCancellationRequested) { return; }
        // A renderer renders one page, and the page that failed may have used it.
        await using var scope = context.RequestServices.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.RequestServices.GetRequiredService<Visitor>().Recognise(context);
        await Page.Of<StatusPage>(context.Response.StatusCode).ExecuteAsync(context);
    }

    // Pages need an address of their own, and a host may be empty (RFC 9112 section 3.2) or no host of a URI.
    private static Task RequireHost(HttpContext context, RequestDelegate next)
    {
        if (Uri.TryCreate($"{context.Request.Scheme}://{context.Request.Host}/", UriKind.Absolute, out _)) { return next(context); }
        return TypedResults.Problem("The header Host must name the shop.", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
    }

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
