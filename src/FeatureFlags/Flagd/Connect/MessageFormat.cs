using System.Text;
using Google.Protobuf;
using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>Encodings of a message: ProtoJSON or binary protobuf.</summary>
internal sealed record MessageFormat(string Name)
{
    public static readonly MessageFormat Json = new("json");
    public static readonly MessageFormat Proto = new("proto");

    // Clients may be newer than this daemon.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    // flagd writes false and 0 too, for clients without a schema.
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>Returns the format of a media type such as <c>application/json</c> or <c>application/connect+proto</c>. Null if unsupported.</summary>
    public static MessageFormat? Of(string? contentType)
    {
        var type = contentType.AsSpan();
        if (type.IndexOf(';') is >= 0 and var parameters)
            type = type[..parameters];
        return type.TrimEnd().EndsWith("json", StringComparison.OrdinalIgnoreCase) ? Json
            : type.TrimEnd().EndsWith("proto", StringComparison.OrdinalIgnoreCase) ? Proto : null;
    }

    /// <exception cref="ConnectFailure">The bytes are not a valid message.</exception>
    public T Read<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        var message = (IMessage)Activator.CreateInstance<T>();
        try
        {
            // Connect: an empty body is an empty message in either format.
            if (bytes.IsEmpty)
                return (T)message;
            if (this == Json)
                return (T)Parser.Parse(Encoding.UTF8.GetString(bytes), message.Descriptor);
            message.MergeFrom(bytes);
            return (T)message;
        }
        // The last three occur when a declared length near 2^31 overflows int in Google.Protobuf.
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidJsonException or IndexOutOfRangeException or ArgumentOutOfRangeException or OutOfMemoryException)
        {
            throw new ConnectFailure(StatusCode.InvalidArgument, $"The message cannot be read: {error.Message}");
        }
    }

    public byte[] Write(object message) =>
        this == Json ? Encoding.UTF8.GetBytes(Formatter.Format((IMessage)message)) : ((IMessage)message).ToByteArray();
}
