namespace Grpc.Wire;

/// <summary>What a thread needs to read and write messages. Both happen without a pause, so calls that share a thread can share it.</summary>
internal sealed class MessageScratch
{
    public MessageReader Reader { get; } = new();

    public MessageWriter Writer { get; } = new();
}
