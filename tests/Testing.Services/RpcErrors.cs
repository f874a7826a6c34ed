using Google.Rpc;
using Grpc.Core;

namespace OtelShop.Testing.Services;

public static class RpcErrors
{
    /// <summary>The fields that the service complained about, in its order.</summary>
    public static IReadOnlyList<string> Fields(this RpcException error) =>
        [.. Detail<BadRequest>(error).FieldViolations.Select(violation => violation.Field)];

    /// <summary>The reason that the service gave for refusing.</summary>
    public static string Reason(this RpcException error) => Detail<ErrorInfo>(error).Reason;

    private static T Detail<T>(RpcException error)
        where T : class, Google.Protobuf.IMessage<T>, new() =>
        error.GetRpcStatus()?.GetDetail<T>() ?? throw new InvalidOperationException($"No details came with: {error.Status}");
}
