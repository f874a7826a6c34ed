using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using OtelShop.Terraform.Tests.CheckTests;
using OtelShop.Terraform.Tests.Provider;

[assembly: AssemblyFixture(typeof(Workspace))]

namespace OtelShop.Terraform.Tests.Tools;

/// <summary>A copy of deploy/terraform in a temporary folder, and the providers that its configurations are checked against.</summary>
public sealed partial class Workspace : IAsyncLifetime
{
    // State and crash logs of an operator stay behind.
    private static readonly string[] Extensions = [".tf", ".tfvars", ".hcl"];

    // State and plans stay in the copy.
    private const string LocalBackend = "terraform {\n  backend \"local\" {}\n}\n";
    private readonly string _root = Directory.CreateTempSubdirectory("otelshop-tf-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<ToolResult>>> _initialized = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Plan>>> _plans = new();
    private readonly List<ProviderServer> _servers = [];
    private readonly Dictionary<ComputedValues, string> _reattach = [];

    /// <summary>The folder deploy/ of the repository.</summary>
    public static string DeployFolder { get; } = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "..", "deploy"));

    /// <summary>The folder deploy/terraform of the repository.</summary>
    public static string SourceFolder { get; } = Path.Combine(DeployFolder, "terraform");

    /// <summary>The figures that plans are compared with.</summary>
    public static string ExpectationFile { get; } = Path.Combine(Folder(), "..", "Expectations.md");

    /// <summary>The figures that plans with options are compared with.</summary>
    public static string OptionFile { get; } = Path.Combine(Folder(), "..", "Options.md");

    /// <summary>What may differ between staging and production.</summary>
    public static string DifferenceFile { get; } = Path.Combine(Folder(), "..", "Differences.md");

    public static IReadOnlyList<string> Stages { get; } = ["dev", "staging", "prod"];

    public static TheoryData<string> EachStage => [.. Stages];

    /// <summary>The configurations that are applied, relative to deploy/terraform.</summary>
    public static IReadOnlyList<string> Configurations { get; } = [.. Stages.Select(stage => $"environments/{stage}"), "shared", "bootstrap"];

    public static TheoryData<string> EachConfiguration => [.. Configurations];

    /// <summary>Modules with a tftest.hcl file, relative to deploy/terraform.</summary>
    public static TheoryData<string> EachTestedModule =>
        [.. Files(SourceFolder, "*.tftest.hcl").Select(file => Path.GetRelativePath(SourceFolder, Path.GetDirectoryName(file)!)).Select(ModuleOfTests).Distinct().Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync()
    {
        var texts = new List<string> { Infrastructure.Text };
        foreach (var file in Files(SourceFolder, "*").Where(file => Extensions.Contains(Path.GetExtension(file))))
        {
            var copy = Path.Combine(_root, Path.GetRelativePath(SourceFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            texts.Add(await File.ReadAllTextAsync(file));
        }

        var resources = texts.SelectMany(text => Resources().Matches(text)).Select(match => match.Groups[1].Value).ToHashSet();
        var dataSources = texts.SelectMany(text => DataSources().Matches(text)).Select(match => match.Groups[1].Value).ToHashSet();
        foreach (var package in ProviderPackage.All)
        {
            var schema = package.Schema(resources, dataSources);
            foreach (var computed in (ComputedValues[])[ComputedValues.Unknown, ComputedValues.Named])
                _servers.Add(await ProviderServer.StartAsync(package.Name, schema, computed, _root));
        }

        foreach (var servers in _servers.GroupBy(server => server.Computed)) _reattach[servers.Key] = ProviderServer.Reattach(servers);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>Runs terraform in a folder of the copy, in which it is initialized.</summary>
    internal async Task<ToolResult> RunAsync(string folder, ComputedValues computed, params string[] arguments)
    {
        TerraformTool.Require();
        var initialized = await _initialized.GetOrAdd(folder, _ => new(() => InitializeAsync(folder))).Value;
        return initialized.ExitCode == 0 ? await TerraformTool.RunAsync(Path.Combine(_root, folder), _reattach[computed], arguments) : initialized;
    }

    /// <summary>The plan of a configuration in which computed texts name their resource, made once for all tests.</summary>
    internal Task<Plan> PlanAsync(string folder) => _plans.GetOrAdd(folder, _ => new(async () =>
    {
        (await RunAsync(folder, ComputedValues.Named, "plan", "-no-color", "-lock=false", "-out=named.plan")).Succeeded();
        return Plan.Parse((await RunAsync(folder, ComputedValues.Named, "show", "-json", "named.plan")).Succeeded());
    })).Value;

    /// <summary>A folder of the copy that holds one file.</summary>
    internal string Write(string text)
    {
        var folder = Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(Path.Combine(_root, folder));
        File.WriteAllText(Path.Combine(_root, folder, "main.tf"), text);
        return folder;
    }

    /// <summary>A copy of a configuration in which texts are replaced.</summary>
    internal string Vary(string folder, params (string Old, string New)[] replacements)
    {
        var copy = $"{folder}-{Guid.NewGuid():N}";
        Directory.CreateDirectory(Path.Combine(_root, copy));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SourceFolder, folder)))
            File.WriteAllText(
                Path.Combine(_root, copy, Path.GetFileName(file)),
                replacements.Aggregate(File.ReadAllText(file), (text, replacement) => text.Replace(replacement.Old, replacement.New, StringComparison.Ordinal)));
        return copy;
    }

    private async Task<ToolResult> InitializeAsync(string folder)
    {
        var path = Path.Combine(_root, folder);
        if (Files(path, "*.tf").Any(file => File.ReadAllText(file).Contains("backend \"", StringComparison.Ordinal)))
            await File.WriteAllTextAsync(Path.Combine(path, "backend_override.tf"), LocalBackend);
        return await TerraformTool.RunAsync(path, _reattach[ComputedValues.Unknown], "init", "-no-color");
    }

    private static string ModuleOfTests(string folder) => Path.GetFileName(folder) == "tests" ? Path.GetDirectoryName(folder)! : folder;

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}.terraform", StringComparison.Ordinal))
        : [];

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex("^\\s*(?:mock_)?resource\\s+\"(\\w+)\"", RegexOptions.Multiline)]
    private static partial Regex Resources();

    [GeneratedRegex("^\\s*(?:mock_)?data\\s+\"(\\w+)\"", RegexOptions.Multiline)]
    private static partial Regex DataSources();
}
