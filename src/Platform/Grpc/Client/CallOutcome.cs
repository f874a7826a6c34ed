using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>How a call, or an attempt of one, ended.</summary>
/// <param name="Status">The status.</param>
/// <param name="Trailers">What the server sent at the end.</param>
/// <param name="IsUnsent">Whether the request certainly did not reach the application, so that any call may be sent again.</param>
internal sealed record CallOutcome(Status Status, Metadata Trailers, bool IsUnsent = false)
{
    public RpcException ToException() => new(Status, Trailers);
}
