using System.Net.Sockets;
using System.Text;

namespace OtelShop.Testing.Backing;

/// <summary>A Redis (or Valkey) server of its own on a free port, without persistence. Usable as class or collection fixture.</summary>
public sealed class RedisServer : IAsyncLifetime
{
    private readonly int _port = FreePort.Find();
    private ServerProcess? _server;

    /// <summary>What a service gets as <c>ConnectionStrings:valkey-cart</c>.</summary>
    public string ConnectionString => $"127.0.0.1:{_port}";

    public async ValueTask InitializeAsync() => await StartAsync();

    /// <summary>Starts the server, again after <see cref="StopAsync"/> on the same port, empty.</summary>
    public async Task StartAsync()
    {
        var program = File.Exists("/usr/bin/valkey-server") ? "valkey-server" : "redis-server";
        _server = ServerProcess.Start("TERM", [program, "--port", $"{_port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
        await ServerProcess.WaitUntilAsync(AnswersAsync);
    }

    /// <summary>Stops the server.</summary>
    public async Task StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Lets clients wait this long for the answers to their commands.</summary>
    public async Task PauseAsync(TimeSpan time)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CLIENT PAUSE {time.TotalMilliseconds} ALL\r\n"));
        await stream.ReadExactlyAsync(new byte["+OK\r\n".Length]);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false; // Not there yet.
        }
    }
}
