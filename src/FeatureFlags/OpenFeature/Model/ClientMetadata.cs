namespace OpenFeature.Model;

/// <summary>The name and version of a client.</summary>
/// <param name="name">The domain of the client; null for the default one.</param>
/// <param name="version">The version; null when there is none.</param>
public sealed class ClientMetadata(string? name, string? version) : Metadata(name)
{
    /// <summary>The version; null when there is none.</summary>
    public string? Version { get; } = version;
}
