namespace Aspire.Hosting.ApplicationModel;

/// <summary>What lies behind a folder of a container.</summary>
public enum ContainerMountType
{
    /// <summary>A folder of this machine.</summary>
    BindMount,

    /// <summary>A volume of the container runtime.</summary>
    Volume,
}
