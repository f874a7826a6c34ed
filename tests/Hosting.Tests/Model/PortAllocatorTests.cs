using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Tests.Model;

public sealed class PortAllocatorTests : IDisposable
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
        using var taken = Listen(0);
        var wanted = ((IPEndPoint)taken.LocalEndpoint).Port;

        using var other = new PortAllocator("other");

        Assert.InRange(other.Allocate(wanted), wanted + 1, wanted + 100);
    }

    [Fact]
    public void A_wanted_port_that_is_free_is_given()
    {
        int free;
        using (var before = new PortAllocator(Guid.NewGuid().ToString()))
            free = before.Allocate();

        Assert.Equal(free, _ports.Allocate(free));
    }

    [Fact]
    public void Two_hosts_never_get_the_same_port_even_before_anything_listens()
    {
        using var other = new PortAllocator("other");
        var first = _ports.Allocate();

        Assert.NotEqual(first, other.Allocate(first));
    }

    [Fact]
    public void A_host_finds_the_same_ports_at_every_start()
    {
        var seed = Guid.NewGuid().ToString();
        int before;
        using (var first = new PortAllocator(seed))
            before = first.Allocate();
        using var second = new PortAllocator(seed);

        Assert.Equal(before, second.Allocate());
    }

    public void Dispose() => _ports.Dispose();

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }
}
