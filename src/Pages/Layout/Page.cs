using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace OtelShop.Pages.Layout;

/// <summary>A page as the answer of a route, with a status of its own.</summary>
public static class Page
{
    /// <summary>A page in the site's layout.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="parameters">Those of the page.</param>
    public static IResult Of<TPage>(int status, params ReadOnlySpan<(string Name, object? Value)> parameters) where TPage : IComponent =>
        Of(typeof(TPage), null, status, parameters);

    /// <summary>A page in a layout of its own.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="parameters">Those of the page.</param>
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
