using Google.Rpc;
using Grpc.Core;

namespace OtelShop.Testing.Services;

public static class RpcErrors
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>The fields that the service complained about, in its order.</summary>
    public static IReadOnlyList<string> Fields(this RpcException error) =>
        [.. Detail<BadRequest>(error).FieldViolations.Select(violation => violation.Field)];

    /// <summary>The reason that the service gave for refusing; the library of common messages still has the field's first name.</summary>
    public static string Reason(this RpcException error) => Detail<ErrorInfo>(error).Type;

    private static T Detail<T>(RpcException error)
        where T : Google.Protobuf.IMessage<T>, new()
    {
        var details = error.Trailers.GetValueBytes(DetailsTrailer) ?? throw new InvalidOperationException($"No details came with: {error.Status}");
        return Google.Rpc.Status.Parser.ParseFrom(details).Details.Single(detail => detail.Is(new T().Descriptor)).Unpack<T>();
    }
}
