using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace OtelShop.Flagd.Listeners;

/// <summary>
/// Serves HTTP/1.1 and cleartext HTTP/2 on one port, as flagd does: SDKs know a single port. An HTTP/2 client with prior knowledge begins
/// with a preface that is not valid HTTP/1.1 (RFC 9113 §3.4). Kestrel chooses per port, so such a connection is passed to the HTTP/2 pipeline.
/// </summary>
internal sealed class HttpVersionDetection(TimeProvider time)
{
    /// <summary>Kestrel's timeout for request headers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource<ConnectionDelegate> _http2 = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Captures the pipeline of a port that speaks only HTTP/2.</summary>
    public ConnectionDelegate LendHttp2(ConnectionDelegate next)
    {
        _http2.TrySetResult(next);
        return next;
    }

    /// <summary>Middleware of a port that speaks only HTTP/1.1.</summary>
    public ConnectionDelegate Serve(ConnectionDelegate next) => async connection =>
    {
        using var limit = new CancellationTokenSource(Patience, time);
        var server = next;
        try
        {
            if (await BeginsWithPrefaceAsync(connection.Transport.Input, limit.Token))
                server = await _http2.Task.WaitAsync(limit.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client sent nothing in time or disconnected.
            return;
        }

        await server(connection);
    };

    private static async Task<bool> BeginsWithPrefaceAsync(PipeReader input, CancellationToken cancellationToken)
    {
        var examined = 0L;
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            var length = Math.Min(buffer.Length, Preface.Length);
            var isPreface = IsStartOfPreface(buffer.Slice(0, length));
            var isDecided = !isPreface || length == Preface.Length || read.IsCompleted;
            // Leave the rest unexamined, so that the server's next read returns at once.
            if (!isDecided)
                examined = buffer.Length;
            input.AdvanceTo(buffer.Start, buffer.GetPosition(examined));
            if (isDecided)
                return isPreface && length == Preface.Length;
        }
    }

    private static bool IsStartOfPreface(ReadOnlySequence<byte> begin)
    {
        Span<byte> bytes = stackalloc byte[Preface.Length];
        begin.CopyTo(bytes);
        return Preface.StartsWith(bytes[..(int)begin.Length]);
    }
}
