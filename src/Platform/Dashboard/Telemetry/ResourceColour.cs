namespace OtelShop.Dashboard.Telemetry;

/// <summary>A colour for a service's name.</summary>
internal static class ResourceColour
{
    public const int Count = 16;

    // FNV-1a, begun so that the shop's own services all differ.
    private const uint Basis = 2166266795;

    /// <summary>0 to 15, the same in every run: <see cref="string.GetHashCode()"/> is not.</summary>
    public static int Of(string serviceName)
    {
        var hash = Basis;
        foreach (var c in serviceName)
            hash = unchecked((hash ^ c) * 16777619u);
        return (int)((hash ^ (hash >> 16)) % Count);
    }
}
