using Microsoft.Extensions.Primitives;
using OtelShop.Flagd.Flags;

namespace OtelShop.Flagd.Api;

/// <summary>Versions as entity tags (RFC 9110 §8.8.3, §13.1).</summary>
internal static class EntityTags
{
    private const string Any = "*";

    /// <summary>Whether the client states the version that its change is based on.</summary>
    public static bool HasPrecondition(HttpContext context) => context.Request.Headers.IfMatch.Count > 0;

    /// <summary>Version in <c>If-Match</c>, which may be unknown. Null: any.</summary>
    public static string? Expected(HttpContext context, FlagStore store)
    {
        if (!HasPrecondition(context))
            return null;
        var tags = context.Request.Headers.IfMatch;
        if (Contains(tags, Any))
            return null;
        var version = store.Version;
        // If-Match uses strong comparison, so a weak tag never matches.
        return Contains(tags, version) ? version : "";
    }

    /// <summary>Sets the ETag of the response.</summary>
    /// <returns>Whether the caller has that version already: 304 then.</returns>
    public static bool IsKnown(HttpContext context, string version)
    {
        context.Response.Headers.ETag = version;
        context.Response.Headers.CacheControl = "no-cache";
        return Contains(context.Request.Headers.IfNoneMatch, Any) || HasTag(context, version);
    }

    /// <summary>Whether <c>If-None-Match</c> has the tag. A compressing proxy turns it into a weak one, and some clients strip its quotes.</summary>
    public static bool HasTag(HttpContext context, string tag) => Contains(context.Request.Headers.IfNoneMatch, tag, isWeakAllowed: true);

    // Not the framework's parser, which drops tags without quotes. The daemon's own tags contain no comma.
    private static bool Contains(StringValues header, string tag, bool isWeakAllowed = false)
    {
        foreach (var list in header)
        {
            foreach (var part in list.AsSpan().Split(','))
            {
                var known = list.AsSpan(part).Trim();
                if (isWeakAllowed && known.StartsWith("W/", StringComparison.Ordinal))
                    known = known[2..];
                if (known.Trim('"').SequenceEqual(tag.AsSpan().Trim('"')))
                    return true;
            }
        }

        return false;
    }
}
