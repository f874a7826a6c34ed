using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OtelShop.Dashboard.Interop.Tests;

/// <summary>The official SDK for Node.js, from npm.</summary>
internal static class NodeSender
{
    /// <param name="protocol">"grpc", "proto" or "http", which is JSON: the last word of the exporters' packages.</param>
    /// <param name="receiver">Where it sends to.</param>
    /// <param name="compression">"gzip" or "none".</param>
    /// <param name="key">What it shows.</param>
    public static async Task<NodeReport> SendAsync(string protocol, Receiver receiver, string compression = "none", string key = Receiver.Key)
    {
        var endpoint = protocol == "grpc" ? receiver.Addresses.OtlpGrpc! : receiver.Addresses.OtlpHttp!;
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(Folder(), "peers", "otel-js", "send.mjs"), protocol, endpoint.ToString(), compression, key])
            start.ArgumentList.Add(argument);
        using var node = Process.Start(start)!;
        try
        {
            var line = await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sender printed nothing.");
            await node.WaitForExitAsync();
            return JsonSerializer.Deserialize<NodeReport>(line, JsonSerializerOptions.Web)!;
        }
        finally
        {
            node.Kill(entireProcessTree: true);
        }
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
