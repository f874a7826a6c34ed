using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace OtelShop.Pages.Layout;

/// <summary>Renders a page as the reply of a route, with the given status.</summary>
public static class Page
{
    /// <summary>Renders a page in the site's layout.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="parameters">Parameters of the page.</param>
    public static IResult Of<TPage>(int status, params ReadOnlySpan<(string Name, object? Value)> parameters) where TPage : IComponent =>
        Of(typeof(TPage), null, status, parameters);

    /// <summary>Renders a page in the given layout.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="parameters">Parameters of the page.</param>
    public static IResult Of<TPage, TLayout>(int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent
        where TLayout : LayoutComponentBase =>
        Of(typeof(TPage), typeof(TLayout), status, parameters);

    private static RazorComponentResult<App> Of(Type type, Type? layout, int status, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var page = new Dictionary<string, object?>();
        foreach (var (name, value) in parameters)
            page[name] = value;
        return new RazorComponentResult<App>(new Dictionary<string, object?>
        {
            [nameof(App.PageType)] = type,
            [nameof(App.PageParameters)] = page,
            [nameof(App.Layout)] = layout,
        })
        {
            StatusCode = status,
        };
    }
}
