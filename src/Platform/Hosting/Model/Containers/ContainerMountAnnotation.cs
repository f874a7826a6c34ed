namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder of a container that outlives it.</summary>
public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    /// <summary>Describes the folder.</summary>
    /// <param name="source">Name of the volume, or absolute path on this machine. Null means a volume without a name.</param>
    /// <param name="target">Folder inside of the container.</param>
    /// <param name="type">Volume or folder of this machine.</param>
    /// <param name="isReadOnly">Whether the container may not write.</param>
    /// <exception cref="ArgumentException">A folder of this machine is missing or not an absolute path, or a nameless volume is read-only.</exception>
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        if (type == ContainerMountType.BindMount && (string.IsNullOrEmpty(source) || !Path.IsPathRooted(source)))
            throw new ArgumentException($"A folder of this machine is named by its absolute path, not by '{source}'.", nameof(source));
        if (type == ContainerMountType.Volume && string.IsNullOrEmpty(source) && isReadOnly)
            throw new ArgumentException("A volume without a name starts empty; read-only it would stay so.", nameof(isReadOnly));
        Source = source;
        Target = target;
        Type = type;
        IsReadOnly = isReadOnly;
    }

    /// <summary>Name of the volume, or absolute path on this machine. Null means a volume without a name.</summary>
    public string? Source { get; }

    /// <summary>Folder inside of the container.</summary>
    public string Target { get; }

    /// <summary>Volume or folder of this machine.</summary>
    public ContainerMountType Type { get; }

    /// <summary>Whether the container may not write.</summary>
    public bool IsReadOnly { get; }
}
