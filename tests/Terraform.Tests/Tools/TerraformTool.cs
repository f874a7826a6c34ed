using System.Diagnostics;

namespace OtelShop.Terraform.Tests.Tools;

/// <summary>Runs the terraform program that is installed on the machine.</summary>
internal static class TerraformTool
{
    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "terraform.exe" : "terraform")).FirstOrDefault(File.Exists);

    // A run takes a second, and ten on a machine that is busy.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    // Each run uses more than one processor; more of them at once only wait for each other.
    private static readonly SemaphoreSlim Slots = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>Skips a test on a machine without terraform.</summary>
    public static void Require() => Assert.SkipUnless(Program is not null, "Terraform is not installed: install version 1.9 or later to check deploy/terraform.");

    public static async Task<ToolResult> RunAsync(string folder, string reattach, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Program!, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // Settings of the user who runs the tests must not change a result.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TF_", StringComparison.Ordinal) || name.StartsWith("ARM_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["TF_CLI_CONFIG_FILE"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        start.Environment["TF_IN_AUTOMATION"] = start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment["TF_INPUT"] = "0";
        // A run ends before it is worth to collect its garbage often.
        start.Environment["GOGC"] = "400";
        start.Environment["TF_REATTACH_PROVIDERS"] = reattach;

        await Slots.WaitAsync();
        try
        {
            // Rarely, a call of Terraform gets no answer from the provider, and Terraform waits for it without a limit.
            return await RunOnceAsync(start) ?? await RunOnceAsync(start)
                ?? throw new TimeoutException($"'terraform {string.Join(' ', start.ArgumentList)}' in {folder} did not end within {Limit.TotalSeconds} seconds, twice.");
        }
        finally
        {
            Slots.Release();
        }
    }

    private static async Task<ToolResult?> RunOnceAsync(ProcessStartInfo start)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return null;
        }

        return new ToolResult(process.ExitCode, await output, await errors);
    }
}

internal sealed record ToolResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a run that succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}: {(Errors.Length > 0 ? Errors : Output)}");
        return Output;
    }
}
