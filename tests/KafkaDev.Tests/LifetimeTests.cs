using System.Net;
using System.Net.Sockets;
using OtelShop.Testing.Backing;

namespace OtelShop.KafkaDev.Tests;

/// <summary>A broker of its own for each test: these end it.</summary>
public sealed class LifetimeTests : IAsyncLifetime
{
    private readonly KafkaBroker _broker = new();

    public async ValueTask InitializeAsync() => await _broker.InitializeAsync();

    public async ValueTask DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task A_client_goes_on_after_a_crash_because_the_port_stays()
    {
        using var producer = Clients.Producer(_broker.BootstrapServers);
        await producer.ProduceAsync("orders", Clients.Message("k", "before"));
        var port = _broker.Port;
        await _broker.KillAsync();
        await _broker.StartAsync();

        var report = await producer.ProduceAsync("orders", Clients.Message("k", "after"));

        Assert.Equal((port, 0L), (_broker.Port, report.Offset.Value));
    }

    [Fact]
    public async Task A_terminated_broker_ends_cleanly_and_frees_its_port()
    {
        var code = await _broker.TerminateAsync();

        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, _broker.Port));
        Assert.Equal(0, code);
    }

    [Fact]
    public void A_port_in_use_is_refused() =>
        Assert.Equal(SocketError.AddressAlreadyInUse, Assert.Throws<SocketException>(() => MockCluster.Start(_broker.Port, [])).SocketErrorCode);
}
