namespace OtelShop.Dashboard.Layout;

internal static class PageBuilderExtensions
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddProblemDetails();
        // No page holds a secret beside what its reader sent, so compressing both together gives nothing away (BREACH); forms carry a new mask each time.
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<Assets>();
        builder.Services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = ".OtelShop.Dashboard.Antiforgery";
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }

    public static void MapPages(this WebApplication app)
    {
        app.Services.GetRequiredService<Assets>().Map(app);
        app.MapGet("/health", () => Results.Text("Healthy")).AllowAnonymous();
        app.MapRazorComponents<App>();
    }
}
