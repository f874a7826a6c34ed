using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using OtelShop.Testing.Backing;

namespace OtelShop.LoadGenerator.Tests;

/// <summary>Locust with its web UI and the shop's locustfile.</summary>
internal sealed class LocustRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _ui;

    private LocustRun(Process process, int port) => (_process, _ui) = (process, new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") });

    /// <summary>Folder of the locustfile.</summary>
    public static string Folder { get; } = typeof(LocustRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "LoadGenerator").Value!;

    /// <summary>Starts a test of impatient shoppers, and waits until it runs.</summary>
    /// <param name="shop">The shop that they visit.</param>
    /// <param name="users">Number of shoppers.</param>
    /// <param name="hasFlags">Whether the load generator reads the shop's flags.</param>
    /// <param name="sendsSpans">Whether it sends spans to the shop.</param>
    public static async Task<LocustRun> StartAsync(FakeShop shop, int users = 5, bool hasFlags = false, bool sendsSpans = false)
    {
        var port = FreePort.Find();
        string[] arguments =
        [
            "--host", shop.Address, "--web-host", "127.0.0.1", "--web-port", port.ToString(CultureInfo.InvariantCulture), "--autostart", "--stop-timeout", "1", "--loglevel", "WARNING",
            "--users", users.ToString(CultureInfo.InvariantCulture), "--spawn-rate", "100", "--wait-min", "0.01", "--wait-max", "0.05",
        ];
        var run = new LocustRun(Start(arguments, hasFlags ? shop.Address : "", sendsSpans ? shop.Address : ""), port);
        await Eventually.HoldsAsync(async () => await run.TryReadAsync() is { } state && (string?)state["state"] == "running");
        return run;
    }

    /// <summary>What Locust prints without a test.</summary>
    public static async Task<JsonNode> PrintAsync(string argument)
    {
        using var process = Start([argument], "", "");
        return JsonNode.Parse(await process.StandardOutput.ReadToEndAsync())!;
    }

    public async Task<int> UserCountAsync() => (int)(await ReadAsync())["user_count"]!;

    /// <summary>Names of requests in the statistics.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync() => [.. (await ReadAsync())["stats"]!.AsArray().Select(entry => (string)entry!["name"]!)];

    /// <summary>Sentences of failed requests.</summary>
    public async Task<IReadOnlyList<string>> FailuresAsync() =>
        [.. (await ReadAsync())["errors"]!.AsArray().Select(entry => $"{entry!["method"]} {entry["name"]}: {WebUtility.HtmlDecode((string)entry["error"]!)}")];

    /// <summary>Sets the number of shoppers as the form of the web UI does.</summary>
    public async Task SetUsersAsync(int users) =>
        (await _ui.PostAsync("/swarm", new FormUrlEncodedContent([new("user_count", $"{users}"), new("spawn_rate", "100")]))).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _ui.Dispose();
    }

    private static Process Start(string[] arguments, string flagd, string collector) => Process.Start(new ProcessStartInfo("locust", ["-f", Path.Combine(Folder, "locustfile.py"), .. arguments])
    {
        Environment =
        {
            ["FLAGD_OFREP_URL"] = flagd, ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/json", ["PYTHONDONTWRITEBYTECODE"] = "1",
        },
        RedirectStandardOutput = true,
    })!;

    private async Task<JsonObject> ReadAsync() => (await _ui.GetFromJsonAsync<JsonObject>("/stats/requests"))!;

    private async Task<JsonObject?> TryReadAsync()
    {
        try
        {
            return await ReadAsync();
        }
        catch (HttpRequestException) when (!_process.HasExited)
        {
            return null;
        }
    }
}
