namespace OtelShop.Dashboard.Telemetry;

/// <summary>A colour for a service's name.</summary>
internal static class ResourceColour
{
    public const int Count = 16;

    /// <summary>0 to 15. FNV-1a: <see cref="string.GetHashCode()"/> differs from run to run.</summary>
    public static int Of(string serviceName)
    {
        var hash = 2166136261u;
        foreach (var c in serviceName)
            hash = unchecked((hash ^ c) * 16777619u);
        return (int)((hash ^ (hash >> 16)) % Count);
    }
}
