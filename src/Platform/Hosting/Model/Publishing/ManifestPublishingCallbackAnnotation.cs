namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a resource is published, when not in the way of its kind.</summary>
public sealed class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    private ManifestPublishingCallbackAnnotation()
    {
    }

    /// <summary>Not at all.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new();
}
