using Grpc.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>What the methods of a server share.</summary>
/// <param name="Telemetry">Spans and metrics.</param>
/// <param name="Logger">The server's log.</param>
/// <param name="Clock">Measures deadlines.</param>
/// <param name="IsCallShared">Whether clients find the running call in its HTTP context, to propagate deadline and cancellation.</param>
internal sealed record ServerSurroundings(ServerTelemetry Telemetry, ILogger Logger, TimeProvider Clock, bool IsCallShared)
{
    /// <summary>Saves each call two objects.</summary>
    public ThreadLocal<MessageScratch> Scratch { get; } = new(() => new MessageScratch());
}
