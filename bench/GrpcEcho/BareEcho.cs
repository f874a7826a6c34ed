using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace OtelShop.Bench.GrpcEcho;

/// <summary>
/// The peer of the benchmark: the same message parsed and written by hand on Kestrel's pipes, with the framing of the gRPC protocol and
/// nothing else - no deadlines, compression, interceptors, metadata, size limits or error handling.
/// </summary>
internal static class BareEcho
{
    public const string Path = "/bare";
    private const int PrefixLength = 5;

    public static async Task HandleAsync(HttpContext http)
    {
        var message = await ReadAsync(http.Request.BodyReader);
        http.Response.ContentType = "application/grpc";
        Write(http.Response.BodyWriter, message);
        http.Response.AppendTrailer("grpc-status", "0");
        await http.Response.BodyWriter.FlushAsync();
    }

    private static async ValueTask<EchoMessage> ReadAsync(PipeReader body)
    {
        while (true)
        {
            var read = await body.ReadAsync();
            if (TryParse(read.Buffer, out var message))
            {
                body.AdvanceTo(read.Buffer.End);
                return message;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool TryParse(ReadOnlySequence<byte> buffer, out EchoMessage message)
    {
        message = null!;
        if (buffer.Length < PrefixLength)
            return false;
        Span<byte> prefix = stackalloc byte[PrefixLength];
        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (buffer.Length < PrefixLength + length)
            return false;
        message = EchoMessage.Parser.ParseFrom(buffer.Slice(PrefixLength, length));
        return true;
    }

    private static void Write(PipeWriter body, EchoMessage message)
    {
        var prefix = body.GetSpan(PrefixLength);
        prefix[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(prefix[1..], (uint)message.CalculateSize());
        body.Advance(PrefixLength);
        message.WriteTo(body);
    }
}
