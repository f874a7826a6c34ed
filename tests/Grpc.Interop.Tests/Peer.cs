using System.Diagnostics;
using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

namespace OtelShop.InteropTests;

/// <summary>A gRPC implementation that nobody here wrote, and how its programs under peers/ are started.</summary>
public sealed record Peer(string Name, string Interpreter, string Extension)
{
    public static readonly Peer GrpcJs = new("grpc-js", "node", "mjs");

    // The system's interpreter, because Debian's python3-grpcio belongs to it.
    public static readonly Peer Grpcio = new("grpcio", "/usr/bin/python3", "py");

    /// <summary>What a call with behaviour FAIL carries in grpc-status-details-bin.</summary>
    public static readonly Google.Rpc.Status FailureDetails = new()
    {
        Code = (int)Code.InvalidArgument,
        Message = "no such star",
        Details = { Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "text", Description = "is no star" } } }) },
    };

    /// <summary>Starts peers/{name}/{program}; its standard input stays open for as long as the process shall live.</summary>
    public Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(Folder(), "peers", Name, $"{program}.{Extension}"));
        start.ArgumentList.Add(InteropReflection.Descriptor.SerializedData.ToBase64());
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
