using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using OtelShop.Terraform.Tests.Provider.Protocol;

namespace OtelShop.Terraform.Tests.Provider;

/// <summary>The bindings of a Terraform provider that npm installs below peers/. They hold its schema as TypeScript declarations and JavaScript.</summary>
internal sealed partial class ProviderPackage(string name, string package)
{
    private readonly string _library = Path.Combine(Folder(), "..", "peers", "node_modules", package, "lib");

    /// <summary>The providers that deploy/terraform uses.</summary>
    public static IReadOnlyList<ProviderPackage> All { get; } = [new("azurerm", "@cdktn/provider-azurerm")];

    /// <summary>Name of the provider in HCL: azurerm.</summary>
    public string Name => name;

    /// <summary>Version of the provider that the bindings were made from.</summary>
    public string Version() => VersionOfProvider().Match(File.ReadAllText(Path.Combine(Library(), "provider", "index.js"))).Groups[1].Value;

    /// <summary>The schema reduced to the given types; a type that the provider does not have is left out, so that Terraform reports it.</summary>
    public ProviderSchema Schema(IEnumerable<string> resources, IEnumerable<string> dataSources)
    {
        var schema = new ProviderSchema { Provider = SchemaReader.Read(Path.Combine(Library(), "provider")) };
        foreach (var (type, read) in Read(resources, "")) schema.ResourceSchemas[type] = read;
        foreach (var (type, read) in Read(dataSources, $"data-{name}-")) schema.DataSourceSchemas[type] = read;
        return schema;
    }

    private ParallelQuery<(string Type, Schema Schema)> Read(IEnumerable<string> types, string prefix) => types
        .Where(type => type.StartsWith($"{name}_", StringComparison.Ordinal)).Distinct()
        .Select(type => (Type: type, Folder: Path.Combine(Library(), prefix + type[(name.Length + 1)..].Replace('_', '-'))))
        .Where(entry => Directory.Exists(entry.Folder))
        .AsParallel().Select(entry => (entry.Type, SchemaReader.Read(entry.Folder)));

    private string Library() => Directory.Exists(_library)
        ? _library
        : throw new InvalidOperationException($"The schema of {name} is missing: run 'npm ci' in {Path.GetFullPath(Path.Combine(Folder(), "..", "peers"))}.");

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex("providerVersion: '([0-9.]+)'")]
    private static partial Regex VersionOfProvider();
}
