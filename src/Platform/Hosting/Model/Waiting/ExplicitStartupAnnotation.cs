namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource does not start with the others, but when somebody starts it.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;
