using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace OtelShop.Faults.Tests;

/// <summary>Forwards connections from 127.0.0.2 to the same port of 127.0.0.1. On demand it delays answers and resets connections.</summary>
internal sealed class TcpProxy : IDisposable
{
    public const string Host = "127.0.0.2";
    private const double ResetProbability = 0.1;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ResetInterval = TimeSpan.FromSeconds(1);
    private static readonly byte[] ServerAddress = "127.0.0.1"u8.ToArray();
    private static readonly byte[] ProxyAddress = Encoding.ASCII.GetBytes(Host);

    private readonly int _port;
    private readonly TcpListener _listener;
    private readonly ConcurrentDictionary<Socket, bool> _clients = new();
    private readonly Random _random = new(Seed: 1);
    private volatile bool _isDisturbed;

    public TcpProxy(int port)
    {
        _port = port;
        _listener = new TcpListener(IPAddress.Parse(Host), port);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>For a time, delays every answer by 500 ms, and resets one in ten of the connections each second.</summary>
    public async Task DisturbAsync(TimeSpan duration)
    {
        _isDisturbed = true;
        using var timer = new PeriodicTimer(ResetInterval);
        var clock = Stopwatch.StartNew();
        do
        {
            foreach (var client in _clients.Keys.Where(_ => _random.NextDouble() < ResetProbability))
                Reset(client);
            await timer.WaitForNextTickAsync();
        }
        while (clock.Elapsed < duration);
        _isDisturbed = false;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients.Keys)
            Reset(client);
    }

    private static void Reset(Socket client)
    {
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ForwardAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception error) when (error is ObjectDisposedException or SocketException)
        {
            // The proxy is disposed.
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _clients[client] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _port);
            var answers = Channel.CreateBounded<(byte[] Bytes, long Received)>(64);
            // When either side ends, its connection to the other ends.
            await await Task.WhenAny(SendAsync(client, server), Task.WhenAll(ReceiveAsync(server, answers.Writer), DeliverAsync(answers.Reader, client)));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The server is away, or the connection was reset.
        }
        finally
        {
            _clients.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private static async Task SendAsync(Socket client, Socket server)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReceiveAsync(buffer) is > 0 and var count)
            await SendAllAsync(server, buffer.AsMemory(0, count));
    }

    private static async Task ReceiveAsync(Socket server, ChannelWriter<(byte[] Bytes, long Received)> answers)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await server.ReceiveAsync(buffer) is > 0 and var count)
                await answers.WriteAsync((buffer[..count], Stopwatch.GetTimestamp()));
        }
        finally
        {
            answers.Complete();
        }
    }

    private async Task DeliverAsync(ChannelReader<(byte[] Bytes, long Received)> answers, Socket client)
    {
        await foreach (var (bytes, received) in answers.ReadAllAsync())
        {
            if (_isDisturbed && Latency - Stopwatch.GetElapsedTime(received) is var left && left > TimeSpan.Zero)
                await Task.Delay(left, TimeProvider.System);
            await SendAllAsync(client, PointHere(bytes));
        }
    }

    // A broker tells its clients the address at which to reach it. Both addresses have the same length.
    private static byte[] PointHere(byte[] answer)
    {
        for (int at, from = 0; (at = answer.AsSpan(from).IndexOf(ServerAddress)) >= 0; from += at + ProxyAddress.Length)
            ProxyAddress.CopyTo(answer.AsSpan(from + at));
        return answer;
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes)..];
    }
}
