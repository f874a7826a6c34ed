using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Local.Ports;

namespace Aspire.Hosting.Tests.Local.Ports;

public sealed class PortAllocatorTests
{
    private readonly PortAllocator _ports = new(Guid.NewGuid().ToString());

    [Fact]
    public void No_port_is_given_twice()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => _ports.Allocate()).ToList();

        Assert.Equal(50, ports.Distinct().Count());
    }

    [Fact]
    public void A_wanted_port_that_is_taken_moves_to_the_next_free_one()
    {
        var wanted = _ports.Allocate();
        using var taken = Listen(wanted);

        Assert.InRange(new PortAllocator("other").Allocate(wanted), wanted + 1, wanted + 100);
    }

    [Fact]
    public void A_wanted_port_that_is_free_is_given()
    {
        var free = _ports.Allocate();

        Assert.Equal(free, new PortAllocator("other").Allocate(free));
    }

    [Fact]
    public void A_host_finds_the_same_ports_at_every_start()
    {
        var seed = Guid.NewGuid().ToString();

        Assert.Equal(new PortAllocator(seed).Allocate(), new PortAllocator(seed).Allocate());
    }

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }
}
