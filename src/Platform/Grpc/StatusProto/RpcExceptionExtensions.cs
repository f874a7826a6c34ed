namespace Grpc.Core;

/// <summary>Reads the details of errors.</summary>
public static class RpcExceptionExtensions
{
    /// <summary>The status with details that the server sent; null when it sent none.</summary>
    /// <param name="ex">The error.</param>
    /// <param name="ignoreParseError">Whether one that cannot be read counts as none.</param>
    public static Google.Rpc.Status? GetRpcStatus(this RpcException ex, bool ignoreParseError = false)
    {
        ArgumentNullException.ThrowIfNull(ex);
        return ex.Trailers.GetRpcStatus(ignoreParseError);
    }
}
