using System.Text;
using Google.Protobuf;
using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>How messages are written: as JSON (the ProtoJSON mapping) or in protobuf's own format.</summary>
internal sealed record MessageFormat(string Name)
{
    public static readonly MessageFormat Json = new("json");
    public static readonly MessageFormat Proto = new("proto");

    // A client may be newer than this daemon.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    // Flagd writes false and 0 too, for whoever reads the answer without a schema.
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>The format of a media type such as <c>application/json</c> or <c>application/connect+proto</c>. Null when it is neither.</summary>
    public static MessageFormat? Of(string? contentType)
    {
        var type = contentType.AsSpan();
        if (type.IndexOf(';') is >= 0 and var parameters)
            type = type[..parameters];
        return type.TrimEnd().EndsWith("json", StringComparison.OrdinalIgnoreCase) ? Json
            : type.TrimEnd().EndsWith("proto", StringComparison.OrdinalIgnoreCase) ? Proto : null;
    }

    /// <exception cref="ConnectFailure">The bytes are no such message.</exception>
    public T Read<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        var message = (IMessage)Activator.CreateInstance<T>();
        try
        {
            // Connect: an empty body is a message without fields in either format.
            if (bytes.IsEmpty)
                return (T)message;
            if (this == Json)
                return (T)Parser.Parse(Encoding.UTF8.GetString(bytes), message.Descriptor);
            message.MergeFrom(bytes);
            return (T)message;
        }
        // The last three: a message that claims to have nearly 2^31 bytes, whose end Google.Protobuf computes beyond the range of int.
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidJsonException or IndexOutOfRangeException or ArgumentOutOfRangeException or OutOfMemoryException)
        {
            throw new ConnectFailure(StatusCode.InvalidArgument, $"The message cannot be read: {error.Message}");
        }
    }

    public byte[] Write(object message) =>
        this == Json ? Encoding.UTF8.GetBytes(Formatter.Format((IMessage)message)) : ((IMessage)message).ToByteArray();
}
