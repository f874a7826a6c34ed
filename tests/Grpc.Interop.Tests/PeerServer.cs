using System.Diagnostics;
using Google.Protobuf;
using Grpc.Net.Client;

namespace OtelShop.InteropTests;

/// <summary>A peer's server in a process of its own, and our channel to it.</summary>
public abstract class PeerServer(Peer peer) : IAsyncLifetime
{
    private Process? _process;
    private GrpcChannel? _channel;

    public Interop.InteropClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _process = peer.Start("server", Peer.FailureDetails.ToByteString().ToBase64());
        var port = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The {peer.Name} server did not start.");
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        Client = new Interop.InteropClient(_channel);
    }

    /// <summary>Reads what the server prints, a line for each call it saw cancelled, up to the call with this text.</summary>
    public async Task SawCancelledAsync(string text)
    {
        while (await _process!.StandardOutput.ReadLineAsync() != $"cancelled {text}")
            Assert.False(_process.HasExited, "The server ended without having seen the call cancelled.");
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_process is null)
            return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
