using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace OtelShop.Flagd.Listeners;

/// <summary>
/// Serves HTTP/1.1 and cleartext HTTP/2 at one port, as flagd does: SDKs know only the one. A client that knows beforehand that it speaks HTTP/2 begins
/// with a preface that is no HTTP/1.1 request (RFC 9113 §3.4). Kestrel chooses per port, so such a connection goes on where the HTTP/2 port's go.
/// </summary>
internal sealed class EitherHttpVersion(TimeProvider time)
{
    /// <summary>As long as Kestrel waits for the headers of a request.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource<ConnectionDelegate> _http2 = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Middleware of a port that speaks HTTP/2 alone: what follows it will serve the others too.</summary>
    public ConnectionDelegate LendHttp2(ConnectionDelegate next)
    {
        _http2.TrySetResult(next);
        return next;
    }

    /// <summary>Middleware of a port that speaks HTTP/1.1 alone.</summary>
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
            // Silent for too long, or gone: there is nobody to answer.
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
            // What was looked at before stays looked at; the rest is left unseen, so that the server's own read returns at once.
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
