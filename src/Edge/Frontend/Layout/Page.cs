using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace OtelShop.Frontends.Layout;

/// <summary>Renders a page as the reply to a form.</summary>
internal static class Page
{
    public static IResult Of<TPage>(int status, params ReadOnlySpan<(string Name, object Value)> parameters) where TPage : IComponent
    {
        var page = new Dictionary<string, object>();
        foreach (var (name, value) in parameters) { page[name] = value; }
        return new RazorComponentResult<App>(new Dictionary<string, object?> { [nameof(App.PageType)] = typeof(TPage), [nameof(App.PageParameters)] = page })
        {
            StatusCode = status,
        };
    }
}
