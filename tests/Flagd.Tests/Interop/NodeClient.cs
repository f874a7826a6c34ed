using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace OtelShop.Flagd.Tests.Interop;

/// <summary>A program with a provider or a client from npm.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private readonly Process _process;

    private NodeClient(Process process) => _process = process;

    /// <summary>Starts it and waits until its provider is ready.</summary>
    public static async Task<NodeClient> StartAsync(string program, string provider, int port)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder(), "peers", program), provider, $"{port}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var client = new NodeClient(Process.Start(start)!);
        await client.ReadyAsync();
        return client;
    }

    /// <summary>Waits until the provider is connected, and ignores the changes it reports until then.</summary>
    public async Task ReadyAsync()
    {
        while ((string?)(await ReadAsync())["event"] != "ready")
        {
        }
    }

    /// <summary>Evaluates a flag in the Node process, and ignores the changes it reports until then.</summary>
    public async Task<JsonObject> EvaluateAsync(string type, string flag, JsonNode fallback, JsonObject? context = null)
    {
        var question = new JsonObject { ["type"] = type, ["flag"] = flag, ["default"] = fallback, ["context"] = context ?? [] };
        await _process.StandardInput.WriteLineAsync(question.ToJsonString());
        while (true)
        {
            if (await ReadAsync() is var line && !line.ContainsKey("event"))
                return line;
        }
    }

    /// <summary>Waits until it tells of a change.</summary>
    public async Task ChangedAsync() => Assert.Equal("changed", (string?)(await ReadAsync())["event"]);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonObject> ReadAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return JsonNode.Parse(await _process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The program has ended."))!.AsObject();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
