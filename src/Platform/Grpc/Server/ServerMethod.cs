using Grpc.Core;
using Grpc.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>What all calls of a mapped method share.</summary>
internal sealed class ServerMethod(IMethod method, MethodSettings settings, ServerSurroundings surroundings)
{
    /// <summary>Below Kestrel's limit of 30,000,000 bytes, with room for the frame.</summary>
    private const int LargestBodyByDefault = 29_000_000;

    public IMethod Method => method;

    public MethodNames Names { get; } = new(method);

    public MethodSettings Settings => settings;

    public ServerTelemetry Telemetry => surroundings.Telemetry;

    public ILogger Logger => surroundings.Logger;

    public TimeProvider Clock => surroundings.Clock;

    public MessageScratch Scratch => surroundings.Scratch.Value!;

    public bool IsCallShared => surroundings.IsCallShared;

    /// <summary>
    /// Whether the server's own limits for request bodies do not fit: the client may send as much as it likes over time, or a message larger than they allow.
    /// </summary>
    public bool NeedsUnlimitedBody { get; } = method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming
        || settings.MaxReceiveMessageSize is null or > LargestBodyByDefault;
}
