using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace OtelShop.Flagd.Ui.Layout;

/// <summary>A page as the answer of a route, with a status of its own.</summary>
internal static class Page
{
    public static IResult Of<TPage>(int status, params ReadOnlySpan<(string Name, object? Value)> parameters) where TPage : IComponent =>
        Of<TPage, MainLayout>(status, parameters);

    public static IResult Of<TPage, TLayout>(int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent
        where TLayout : LayoutComponentBase
    {
        var page = new Dictionary<string, object?>();
        foreach (var (name, value) in parameters)
            page[name] = value;
        return new RazorComponentResult<App>(new Dictionary<string, object?>
        {
            [nameof(App.PageType)] = typeof(TPage),
            [nameof(App.PageParameters)] = page,
            [nameof(App.Layout)] = typeof(TLayout),
        })
        {
            StatusCode = status,
        };
    }
}
