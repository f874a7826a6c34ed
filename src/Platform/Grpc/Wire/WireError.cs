using Grpc.Core;

namespace Grpc.Wire;

/// <summary>The errors that both sides report in the same words.</summary>
internal static class WireError
{
    public static RpcException MessageReceivedTooLarge() =>
        new(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));

    public static RpcException MessageSentTooLarge() =>
        new(new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));

    public static RpcException IncompleteMessage() => new(new Status(StatusCode.Internal, "Incomplete message."));

    public static RpcException AdditionalData() => new(new Status(StatusCode.Internal, "Additional data after the message received."));

    public static RpcException CompressedWithoutEncoding() =>
        new(new Status(StatusCode.Internal, "Request did not include grpc-encoding value with compressed message."));

    public static RpcException BrokenCompression(Exception cause) =>
        new(new Status(StatusCode.Internal, "The compressed message is damaged.", cause));

    public static RpcException BrokenMessage(Exception cause) => new(new Status(StatusCode.Internal, "The message cannot be read.", cause));
}
