namespace OtelShop.Flagd.Listeners;

/// <summary>Route metadata: media types of a route that shares its path with other protocols.</summary>
internal sealed record ContentTypes(params string[] Own)
{
    /// <summary>Whether the route accepts a request.</summary>
    public bool Has(string? contentType)
    {
        var type = contentType.AsSpan();
        if (type.IndexOf(';') is >= 0 and var parameters)
            type = type[..parameters];
        type = type.Trim();
        foreach (var own in Own)
        {
            if (type.Equals(own, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
