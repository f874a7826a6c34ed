using Google.Protobuf;

namespace Grpc.Core;

/// <summary>Errors with details: the message google.rpc.Status.</summary>
public static class RpcStatusExtensions
{
    /// <summary>An exception that carries the status with its details to the caller. The code and the text of the call are the status' own.</summary>
    public static RpcException ToRpcException(this Google.Rpc.Status status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.ToRpcException((StatusCode)status.Code, status.Message);
    }

    /// <summary>An exception that carries the status with its details to the caller, with another code and text for the call.</summary>
    public static RpcException ToRpcException(this Google.Rpc.Status status, StatusCode statusCode, string message)
    {
        ArgumentNullException.ThrowIfNull(status);
        var trailers = new Metadata();
        trailers.SetRpcStatus(status);
        return new RpcException(new Status(statusCode, message), trailers);
    }

    /// <summary>The first detail of a type; null when there is none.</summary>
    /// <typeparam name="T">As in <c>BadRequest</c>.</typeparam>
    public static T? GetDetail<T>(this Google.Rpc.Status status)
        where T : class, IMessage<T>, new()
    {
        ArgumentNullException.ThrowIfNull(status);
        foreach (var detail in status.Details)
        {
            if (detail.TryUnpack<T>(out var found)) { return found; }
        }

        return null;
    }
}
