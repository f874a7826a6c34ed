using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>A request that breaks the protocol, or comes too late.</summary>
internal sealed class ConnectFailure(StatusCode code, string message) : Exception(message)
{
    public Status Status => new(code, Message);
}
