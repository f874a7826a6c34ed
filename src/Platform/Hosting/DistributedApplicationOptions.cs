using System.Reflection;

namespace Aspire.Hosting;

/// <summary>Settings of a host that cannot come from its configuration.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>Command line of the host. Null means none.</summary>
    public string[]? Args { get; set; }

    /// <summary>The program that describes the system. Null means the program that was started.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Folder of the project that describes the system. Null means the folder written into the program when it was compiled.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Name of the system as shown. Null means the name of the program.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>Whether no dashboard is started. Default no.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Whether the logs of the resources are repeated in the log of the host. Default no.</summary>
    public bool EnableResourceLogging { get; set; }

    /// <summary>Whether the host may offer http where https is usual. Default no.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>Registry from which every image is taken. Null means the registry that each image names.</summary>
    public string? ContainerRegistryOverride { get; set; }

    internal Assembly? Assembly => AssemblyName is null ? System.Reflection.Assembly.GetEntryAssembly() : System.Reflection.Assembly.Load(AssemblyName);
}
