using System.Diagnostics;
using System.Runtime.CompilerServices;
using OtelShop.Images.Tests;

[assembly: AssemblyFixture(typeof(BuiltImages))]

namespace OtelShop.Images.Tests;

/// <summary>Quote and accounting as archives, and quote pushed from a second build in another folder.</summary>
public sealed class BuiltImages : IAsyncLifetime
{
    public const string Tag = "1.2.3-test";
    private readonly string _folder = Directory.CreateTempSubdirectory("otelshop-images-").FullName;
    private LoopbackRegistry _registry = null!;

    internal ContainerImage Quote { get; private set; } = null!;

    internal ContainerImage Accounting { get; private set; } = null!;

    internal ContainerImage PushedQuote { get; private set; } = null!;

    /// <summary>What the script printed for the two archives.</summary>
    internal Outcome Built { get; private set; } = null!;

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    public async ValueTask InitializeAsync()
    {
        _registry = await LoopbackRegistry.StartAsync();
        string[] common = [Tag, "--base-image", _registry.BaseImage];
        Built = await BuildAsync([.. common, "--output", Output("archives"), "--work-dir", Output("first"), "quote", "accounting"]);
        var pushed = await BuildAsync([.. common, "--output", Output("pushed"), "--work-dir", Output("second"), "--push", "--registry", $"{_registry.Address}/team", "quote"]);
        foreach (var outcome in new[] { Built, pushed }) { Assert.True(outcome.ExitCode == 0, outcome.Error); }
        Quote = ContainerImage.FromArchive(Path.Combine(Output("archives"), "quote.tar"));
        Accounting = ContainerImage.FromArchive(Path.Combine(Output("archives"), "accounting.tar"));
        PushedQuote = new ContainerImage(_registry.Manifest($"team/otelshop/quote:{Tag}"), _registry.Blob);
    }

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public string Sbom(string service, string build = "archives") => Path.Combine(Output(build), $"{service}.cdx.json");

    internal Task<Outcome> BuildWithoutRegistryAsync() =>
        BuildAsync([Tag, "--base-image", "127.0.0.1:1/none:1", "--output", Output("archives"), "--work-dir", Output("first"), "quote"]);

    internal static Task<Outcome> BuildAsync(params string[] arguments) => Outcome.OfAsync(Path.Combine(Root, "eng", "build-images.sh"), arguments);

    private string Output(string name) => Path.Combine(_folder, name);

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}

/// <summary>Result of a program that ran to its end.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    public static async Task<Outcome> OfAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, output, await error);
    }
}
