using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;
using OtelShop.Flagd.Flags;

namespace OtelShop.Flagd.Api;

/// <summary>Versions as entity tags (RFC 9110 §8.8.3, §13.1).</summary>
internal static class EntityTags
{
    /// <summary>Whether the client states the version that its change is based on.</summary>
    public static bool HasPrecondition(HttpContext context) => context.Request.Headers.IfMatch.Count > 0;

    /// <summary>Version in <c>If-Match</c>, which may be unknown. Null: any.</summary>
    public static string? Expected(HttpContext context, FlagStore store)
    {
        if (!HasPrecondition(context))
            return null;
        var tags = new RequestHeaders(context.Request.Headers).IfMatch;
        if (tags.Any(tag => tag == EntityTagHeaderValue.Any))
            return null;
        var version = store.Version;
        // If-Match uses strong comparison, so a weak tag never matches.
        return tags.Any(tag => !tag.IsWeak && tag.Tag.Equals(version, StringComparison.Ordinal)) ? version : "";
    }

    /// <summary>Sets the ETag of the response.</summary>
    /// <returns>Whether the caller has that version already: 304 then.</returns>
    public static bool IsKnown(HttpContext context, string version)
    {
        context.Response.Headers.ETag = version;
        context.Response.Headers.CacheControl = "no-cache";
        var tags = new RequestHeaders(context.Request.Headers).IfNoneMatch;
        return tags.Any(tag => tag == EntityTagHeaderValue.Any || tag.Tag.Equals(version, StringComparison.Ordinal));
    }
}
