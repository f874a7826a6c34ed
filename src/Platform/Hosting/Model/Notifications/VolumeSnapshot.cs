namespace Aspire.Hosting.ApplicationModel;

/// <summary>A volume of a container.</summary>
/// <param name="Source">Name or folder. Null means a volume without a name.</param>
/// <param name="Target">Folder inside of the container.</param>
/// <param name="MountType"><c>volume</c> or <c>bind</c>.</param>
/// <param name="IsReadOnly">Whether the container may not write.</param>
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);
