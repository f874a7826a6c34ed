namespace OtelShop.Flagd.Listeners;

/// <summary>Flag key as a path segment.</summary>
internal static class PathKey
{
    // The server keeps this escape, which would otherwise split the segment.
    public static string Decode(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
