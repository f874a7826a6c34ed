using Microsoft.AspNetCore.WebUtilities;

namespace OtelShop.Dashboard.Layout;

/// <summary>The address of the page that is shown, with one thing changed.</summary>
internal static class PageUrl
{
    /// <param name="request">The page.</param>
    /// <param name="name">Parameter of the query string.</param>
    /// <param name="value">Its one value. Null takes the parameter away.</param>
    public static string With(HttpRequest request, string name, string? value)
    {
        var kept = request.Query.Where(p => p.Key != name).SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        var path = request.PathBase + request.Path;
        return QueryHelpers.AddQueryString(path.HasValue ? path.Value! : "/", value is null ? kept : kept.Append(KeyValuePair.Create<string, string?>(name, value)));
    }
}
