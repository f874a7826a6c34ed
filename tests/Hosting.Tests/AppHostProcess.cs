using System.Diagnostics;

namespace OtelShop.Hosting.Tests;

/// <summary>Runs the built AppHost of this checkout.</summary>
internal static class AppHostProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly DirectoryInfo Framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The root of the repository.</summary>
    public static string Checkout { get; } = Framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    public sealed record Result(int ExitCode, string Output, string Errors);

    public static async Task<Result> RunAsync(string[] arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Result(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    // Nothing may reference AppHost, so its build is found by its place: the same configuration and framework as these tests.
    private static string Assembly()
    {
        var path = Path.Combine(Checkout, "AppHost", "bin", Framework.Parent!.Name, Framework.Name, "AppHost.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: build AppHost/AppHost.csproj first.");
    }
}
