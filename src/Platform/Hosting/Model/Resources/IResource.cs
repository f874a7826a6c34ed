namespace Aspire.Hosting.ApplicationModel;

/// <summary>One box of the system's drawing. A resource is data: it is described by annotations and does nothing by itself.</summary>
public interface IResource
{
    /// <summary>Unique within the model, compared without regard to case.</summary>
    string Name { get; }

    /// <summary>Everything known about the resource, in the order in which it was said.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
