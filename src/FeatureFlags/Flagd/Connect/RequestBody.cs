using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Connect;

/// <summary>Reads a plain or gzipped body up to a limit, which also holds after decompression.</summary>
internal static class RequestBody
{
    /// <summary>Limit of a message in bytes. Contexts are small; flagd's own limit is gRPC's 4 MiB.</summary>
    public const int Limit = 4 * 1024 * 1024;

    private const int EnvelopeLength = 5;

    /// <summary>Reads the body of a unary call.</summary>
    /// <exception cref="ConnectFailure">The body is too large or its compression unsupported.</exception>
    public static Task<byte[]> ReadUnaryAsync(HttpRequest request, CancellationToken cancellationToken) =>
        UnpackAsync(request.Body, request.Headers.ContentEncoding, cancellationToken);

    /// <summary>Reads the single enveloped message of a server stream or a gRPC-Web request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="encodingHeader">Header with the compression of messages flagged as compressed.</param>
    /// <param name="cancellationToken">Cancelled when the client disconnects.</param>
    /// <exception cref="ConnectFailure">The message is too large, its compression unsupported, or there is not exactly one.</exception>
    public static async Task<byte[]> ReadEnvelopedAsync(HttpRequest request, string encodingHeader, CancellationToken cancellationToken)
    {
        var body = await UnpackAsync(request.Body, encoding: null, cancellationToken);
        if (body.Length < EnvelopeLength || BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1)) != body.Length - EnvelopeLength)
            throw new ConnectFailure(StatusCode.InvalidArgument, "The request must be exactly one message in an envelope.");
        var isPacked = (body[0] & Envelope.Compressed) != 0;
        using var message = new MemoryStream(body, EnvelopeLength, body.Length - EnvelopeLength);
        return await UnpackAsync(message, isPacked ? request.Headers[encodingHeader].ToString() : null, cancellationToken);
    }

    private static async Task<byte[]> UnpackAsync(Stream stream, string? encoding, CancellationToken cancellationToken)
    {
        switch (encoding)
        {
            case null or "" or "identity":
                return await ReadAsync(stream, cancellationToken);
            case "gzip":
                await using (var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true))
                    return await ReadAsync(unpacked, cancellationToken);
            default:
                throw new ConnectFailure(StatusCode.Unimplemented, $"The compression '{encoding}' is not known here; gzip and identity are.");
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadUpToAsync(Limit, cancellationToken) ?? throw new ConnectFailure(StatusCode.ResourceExhausted, $"A message may have {Limit} bytes.");
        }
        catch (InvalidDataException error)
        {
            throw new ConnectFailure(StatusCode.InvalidArgument, $"The message cannot be unpacked: {error.Message}");
        }
    }
}
