namespace Aspire.Hosting.ApplicationModel;

/// <summary>The picture of a resource.</summary>
/// <param name="iconName">Name of the picture.</param>
/// <param name="iconVariant">Its variant.</param>
public sealed class ResourceIconAnnotation(string iconName, IconVariant iconVariant = IconVariant.Filled) : IResourceAnnotation
{
    /// <summary>Name of the picture.</summary>
    public string IconName { get; } = iconName;

    /// <summary>Its variant.</summary>
    public IconVariant IconVariant { get; } = iconVariant;
}
