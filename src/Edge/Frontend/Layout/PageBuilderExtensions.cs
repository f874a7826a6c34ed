using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using OtelShop.Frontends.Api;
using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Checkouts;
using OtelShop.Frontends.Pictures;
using OtelShop.Frontends.Prices;
using OtelShop.Frontends.Visitors;
using OtelShop.ServiceDefaults.Http;

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
        builder.Services.AddAntiforgery(forms => 
            // Lax: a visitor who follows a link of another site keeps the forms that are open.
            (forms.Cookie.Name, forms.Cookie.SecurePolicy, forms.Cookie.SameSite) = ("otelshop-forms", CookieSecurePolicy.SameAsRequest, Microsoft.AspNetCore.Http.SameSiteMode.Lax));
        builder.Services.AddSingleton<OrderProof>();
        builder.Services.AddSingleton<PictureCatalog>();
        builder.Services.AddHostedService<PictureCatalogUpdates>();
#pragma warning disable EXTEXP0001 // The only way to leave retries to the updates, which log an outage once.
        builder.Services.AddHttpClient(PictureCatalogUpdates.ClientName, client => client.BaseAddress = new Uri("http://_http.image-provider")).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        // The built files are served from where they lie, also outside of development.
        builder.WebHost.UseStaticWebAssets();
    }

    /// <summary>Adds error pages and visitors for pages; routes below /api answer problem JSON, as every service does.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.UseTrustedProxies(app.Services.GetRequiredService<IOptions<FrontendOptions>>().Value.TrustedProxies);
        app.Use((context, next) =>
        {
            FrontendTelemetry.DescribeCaller(Activity.Current);
            return next(context);
        });
        app.UseWhen(IsPage, pages =>
        {
            pages.Use(RequireHost);
            pages.Use(PageCookies.KeepAsync);
            pages.Use((context, next) =>
            {
                ContentSecurityPolicy.Apply(context);
                return next(context);
            });
            pages.UseStatusCodePages(ShowStatusAsync);
            pages.UseMiddleware<PageFaults>();
            pages.Use(FormCharacters.ReplaceNulAsync);
        });
        app.Use(WithoutTrailingSlash);
        app.UseRouting();
        app.UseWhen(IsPage, pages => pages.Use((context, next) =>
        {
            // A shared cache may keep an asset, and must not hand one visitor's cookie to others.
            if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null) { context.RequestServices.GetRequiredService<Visitor>().Recognise(context); }
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
        Theme.MapPages(pages);
        app.MapStaticAssets();
        app.MapRazorComponents<App>().WithStaticAssets().AnswerHead();
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
