using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

/// <summary>Reads how clients of Kafka sign in by OAUTHBEARER, accepts everything, and answers no further request.</summary>
internal sealed class SaslListener : IAsyncDisposable
{
    private const short ApiVersions = 18;
    private const short SaslHandshake = 17;
    private const short SaslAuthenticate = 36;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public SaslListener()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Servers => $"{_listener.LocalEndpoint}";

    /// <summary>The messages by which clients signed in.</summary>
    public Channel<string> SignIns { get; } = Channel.CreateUnbounded<string>();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        try
        {
            while (true)
            {
                var request = await ReadAsync(stream, BinaryPrimitives.ReadInt32BigEndian(await ReadAsync(stream, 4)));
                if (Answer(request) is { } answer)
                    await stream.WriteAsync((byte[])[.. Int32(answer.Length + 4), .. request[4..8], .. answer], _stop.Token);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The client or the test has ended.
        }
    }

    // Key, version, correlation id, client id, then the body.
    private byte[]? Answer(byte[] request)
    {
        var body = request[(10 + BinaryPrimitives.ReadInt16BigEndian(request.AsSpan(8)))..];
        switch (BinaryPrimitives.ReadInt16BigEndian(request))
        {
            case ApiVersions when request[3] > 0:
                // UNSUPPORTED_VERSION, and the answer of version 0: the client asks once more.
                return [0, 35, .. Versions()];
            case ApiVersions:
                return [0, 0, .. Versions()];
            case SaslHandshake:
                return [0, 0, .. Int32(1), 0, 11, .. "OAUTHBEARER"u8];
            case SaslAuthenticate:
                SignIns.Writer.TryWrite(Encoding.UTF8.GetString(body.AsSpan(4)));
                return [0, 0, 255, 255, .. Int32(0), .. request[3] > 0 ? new byte[8] : []];
            default:
                return null;
        }
    }

    private static byte[] Versions() =>
    [
        .. Int32(4), .. Supported(ApiVersions, 3), .. Supported(SaslHandshake, 1), .. Supported(SaslAuthenticate, 1), .. Supported(3, 1),
    ];

    private static byte[] Supported(short api, byte newest) => [0, (byte)api, 0, 0, 0, newest];

    private static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private async Task<byte[]> ReadAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        return bytes;
    }
}
