namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address that is shown for a resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The address; without scheme and host it is a path below <see cref="Endpoint"/>.</summary>
    public required string Url { get; set; }

    /// <summary>Text in place of the address. Null means the address.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint to which the address belongs. Null means none.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>Higher comes first. Null means the order of the endpoints.</summary>
    public int? DisplayOrder { get; set; }

    /// <summary>Where it is shown. Default everywhere.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; }
}
