using Grpc.Core;
using Grpc.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>What all calls of a mapped method share.</summary>
internal sealed class ServerMethod(IMethod method, MethodSettings settings, ServerSurroundings surroundings)
{
    public IMethod Method => method;

    public MethodNames Names { get; } = new(method);

    public MethodSettings Settings => settings;

    public ServerTelemetry Telemetry => surroundings.Telemetry;

    public ILogger Logger => surroundings.Logger;

    public TimeProvider Clock => surroundings.Clock;

    public bool IsCallShared => surroundings.IsCallShared;

    /// <summary>Whether the client may send as much as it likes over time, so that the server's limits for request bodies do not fit.</summary>
    public bool HasRequestStream { get; } = method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming;
}
