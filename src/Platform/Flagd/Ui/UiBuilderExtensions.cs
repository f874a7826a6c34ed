using OtelShop.Flagd.Ui.Layout;

namespace OtelShop.Flagd.Ui;

internal static class UiBuilderExtensions
{
    /// <summary>Pages need authentication, authorization and antiforgery beside this.</summary>
    public static void AddUi(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<Assets>();
    }

    /// <param name="routes">The listener of the pages, or a group that asks for it.</param>
    public static void MapUi(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<Assets>().Map(routes);
        routes.MapRazorComponents<App>();
    }
}
