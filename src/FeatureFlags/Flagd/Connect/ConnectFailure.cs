using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>The request violates the protocol or its deadline has passed.</summary>
internal sealed class ConnectFailure(StatusCode code, string message) : Exception(message)
{
    public Status Status => new(code, Message);
}
