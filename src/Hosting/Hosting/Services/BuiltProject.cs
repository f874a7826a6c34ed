using System.Reflection;
using Aspire.Hosting;

namespace OtelShop.Hosting.Services;

/// <summary>What the build made of a project: its executable, started without <c>dotnet run</c>.</summary>
internal static class BuiltProject
{
    private const string RuntimeConfig = ".runtimeconfig.json";

    /// <summary>Path of the executable in the configuration of the AppHost.</summary>
    public static string Executable(string projectPath, Assembly? appHost)
    {
        var configuration = appHost?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Release";
        var framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        var output = Path.Combine(Path.GetDirectoryName(projectPath)!, "bin", configuration, framework);
        var settings = Directory.Exists(output) ? Directory.GetFiles(output, "*" + RuntimeConfig) : [];
        return settings is [var one]
            ? one[..^RuntimeConfig.Length]
            : throw new DistributedApplicationException($"{Path.GetFileNameWithoutExtension(projectPath)} has not been built: run 'dotnet build -c {configuration} {projectPath}'.");
    }
}

/// <summary>A project that the integrations start, named by the build of this library.</summary>
internal sealed class HostedProject(string name) : IProjectMetadata
{
    public string ProjectPath => Path(name);

    public static string Path(string name) => typeof(HostedProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == name).Value!;
}
