using Google.Protobuf;
using Grpc.Wire;

namespace Grpc.Core;

/// <summary>The message google.rpc.Status in trailers: the key "grpc-status-details-bin".</summary>
public static class MetadataStatusExtensions
{
    /// <summary>Puts a status into trailers, in place of one that is there.</summary>
    public static void SetRpcStatus(this Metadata metadata, Google.Rpc.Status status)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(status);
        if (metadata.Get(GrpcHeaders.StatusDetails) is { } former) { metadata.Remove(former); }
        metadata.Add(GrpcHeaders.StatusDetails, status.ToByteArray());
    }

    /// <summary>The status in trailers; null when there is none.</summary>
    /// <param name="metadata">The trailers.</param>
    /// <param name="ignoreParseError">Whether one that cannot be read counts as none.</param>
    /// <exception cref="InvalidProtocolBufferException">The status cannot be read.</exception>
    public static Google.Rpc.Status? GetRpcStatus(this Metadata metadata, bool ignoreParseError = false)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.GetValueBytes(GrpcHeaders.StatusDetails) is not { } bytes) { return null; }
        try
        {
            return Google.Rpc.Status.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException) when (ignoreParseError)
        {
            return null;
        }
    }
}
