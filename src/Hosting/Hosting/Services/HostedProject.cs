using System.Reflection;

namespace OtelShop.Hosting.Services;

/// <summary>A project that the integrations start, named by the build of this library.</summary>
internal sealed class HostedProject(string name) : Aspire.Hosting.IProjectMetadata
{
    public string ProjectPath => Path(name);

    public static string Path(string name) => typeof(HostedProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == name).Value!;
}
