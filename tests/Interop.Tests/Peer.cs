using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace OtelShop.Interop.Tests;

/// <summary>Another implementation of gRPC, whose client programs stand under peers/.</summary>
public sealed record Peer(string Name, string Interpreter, string Extension)
{
    public static readonly Peer GrpcJs = new("grpc-js", "node", "mjs");

    // The system's interpreter, because Debian's python3-grpcio belongs to it.
    public static readonly Peer Grpcio = new("grpcio", "/usr/bin/python3", "py");

    private static readonly FileDescriptor[] Contracts =
    [
        Oteldemo.OteldemoReflection.Descriptor, Grpc.Health.V1.HealthReflection.Descriptor, Grpc.Reflection.V1.ReflectionReflection.Descriptor,
    ];

    /// <summary>Makes one call and returns <c>code</c>, then <c>response</c> or <c>message</c> and <c>details</c>.</summary>
    public async Task<JsonObject> CallAsync(string address, string method, JsonObject request, double timeoutSeconds = 20)
    {
        var start = new ProcessStartInfo(Interpreter) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(Folder(), "peers", Name, $"client.{Extension}"));
        string[] arguments = [address, method, FormattableString.Invariant($"{timeoutSeconds}"), .. Contracts.Select(file => file.SerializedData.ToBase64())];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var client = Process.Start(start)!;
        await client.StandardInput.WriteAsync(request.ToJsonString());
        client.StandardInput.Close();
        var line = await client.StandardOutput.ReadLineAsync();
        await client.WaitForExitAsync();
        return JsonNode.Parse(line ?? throw new InvalidOperationException($"The {Name} client printed nothing."))!.AsObject();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
