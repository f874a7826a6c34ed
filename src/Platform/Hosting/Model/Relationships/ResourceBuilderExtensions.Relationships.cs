namespace Aspire.Hosting;

/// <content>How resources relate.</content>
public static partial class ResourceBuilderExtensions
{
    private const string Reference = "Reference";

    /// <summary>Shows that the resource relates to another one; nothing else.</summary>
    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResource resource, string type) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        return resource == (IResource)builder.Resource || builder.Resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Any(r => r.Resource == resource && r.Type == type)
            ? builder
            : builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));
    }

    /// <summary>Shows that the resource uses another one.</summary>
    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResource resource) where T : IResource =>
        builder.WithRelationship(resource, Reference);

    /// <summary>Shows that the resource uses another one.</summary>
    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resourceBuilder);
        return builder.WithReferenceRelationship(resourceBuilder.Resource);
    }

    /// <summary>Shows that the resource uses everything that an expression mentions.</summary>
    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, ReferenceExpression expression) where T : IResource =>
        builder.RelateTo(expression);

    /// <summary>Shows the resource below another one.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResource parent) where T : IResource =>
        builder.WithRelationship(parent, "Parent");

    /// <summary>Shows the resource below another one.</summary>
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(parent);
        return builder.WithParentRelationship(parent.Resource);
    }

    /// <summary>Shows another resource below this one.</summary>
    public static IResourceBuilder<T> WithChildRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> child) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(child);
        child.WithParentRelationship(builder.Resource);
        return builder;
    }

    /// <summary>Shows that the resource uses every resource that a value is made of.</summary>
    internal static IResourceBuilder<T> RelateTo<T>(this IResourceBuilder<T> builder, object value) where T : IResource
    {
        switch (value)
        {
            case IResourceBuilder<IResource> other:
                builder.WithReferenceRelationship(other.Resource);
                break;
            case IResource resource:
                builder.WithReferenceRelationship(resource);
                break;
            case IValueWithReferences composed:
                foreach (var part in composed.References)
                    builder.RelateTo(part);
                break;
        }

        return builder;
    }
}
