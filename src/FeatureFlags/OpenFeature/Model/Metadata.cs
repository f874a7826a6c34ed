namespace OpenFeature.Model;

/// <summary>The name of a provider.</summary>
/// <param name="name">The name; null when it has none.</param>
public class Metadata(string? name)
{
    /// <summary>The name; null when there is none.</summary>
    public string? Name { get; } = name;
}
