namespace OtelShop.Flagd.Listeners;

/// <summary>Metadata of a route that shares its path with other protocols: the media types that are its own.</summary>
internal sealed record ContentTypes(params string[] Own)
{
    /// <summary>Whether a request is meant for this route.</summary>
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
