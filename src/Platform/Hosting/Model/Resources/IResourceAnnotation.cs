namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks one fact about a resource.</summary>
public interface IResourceAnnotation;
