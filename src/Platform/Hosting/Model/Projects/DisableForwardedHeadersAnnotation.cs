namespace Aspire.Hosting.ApplicationModel;

/// <summary>The published project does not trust <c>X-Forwarded-*</c>.</summary>
public sealed class DisableForwardedHeadersAnnotation : IResourceAnnotation;
