namespace OtelShop.Flagd.Listeners;

/// <summary>The key of a flag as a segment of a path.</summary>
internal static class PathKey
{
    // The server leaves this one escape in a path, since it would change its segments.
    public static string Decode(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
