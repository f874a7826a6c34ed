namespace Aspire.Hosting.ApplicationModel;

/// <summary>Variant of a picture.</summary>
public enum IconVariant
{
    /// <summary>Drawn as an outline.</summary>
    Regular,

    /// <summary>Drawn as an area.</summary>
    Filled,
}
