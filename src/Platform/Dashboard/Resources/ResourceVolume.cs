namespace OtelShop.Dashboard.Resources;

/// <summary>A folder of a resource.</summary>
/// <param name="Source">On this machine, or the name of a volume. Null for an anonymous one.</param>
/// <param name="Target">In the container.</param>
/// <param name="IsReadOnly">Whether the resource may only read it.</param>
public sealed record ResourceVolume(string? Source, string Target, bool IsReadOnly);
