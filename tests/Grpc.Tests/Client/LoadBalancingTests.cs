using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests.Client;

public sealed class LoadBalancingTests : IAsyncLifetime
{
    private EchoServer _one = null!;
    private EchoServer _two = null!;

    public async Task InitializeAsync()
    {
        _one = await EchoServer.StartAsync();
        _two = await EchoServer.StartAsync();
        _one.Service.OnUnary = (_, _) => Task.FromResult(new Pong { Text = "one" });
        _two.Service.OnUnary = (_, _) => Task.FromResult(new Pong { Text = "two" });
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Round_robin_takes_the_addresses_in_turn()
    {
        using var channel = Channel(new RoundRobinConfig(), _one.Address.Port, _two.Address.Port);

        Assert.Equal(["one", "two", "one", "two"], await CallAsync(channel, times: 4));
    }

    [Fact]
    public async Task Pick_first_stays_with_the_first_address()
    {
        using var channel = Channel(new PickFirstConfig(), _one.Address.Port, _two.Address.Port);

        Assert.Equal(["one", "one", "one"], await CallAsync(channel, times: 3));
    }

    [Fact]
    public async Task An_address_that_refuses_is_left_out()
    {
        using var channel = Channel(new RoundRobinConfig(), _one.Address.Port, OddServerTests.FreePort());

        Assert.Equal(["one", "one", "one"], await CallAsync(channel, times: 3));
    }

    [Fact]
    public async Task Pick_first_moves_on_when_its_address_refuses()
    {
        using var channel = Channel(new PickFirstConfig(), OddServerTests.FreePort(), _two.Address.Port);

        Assert.Equal(["two", "two"], await CallAsync(channel, times: 2));
    }

    [Fact]
    public async Task No_reachable_address_is_UNAVAILABLE()
    {
        using var channel = Channel(new RoundRobinConfig(), OddServerTests.FreePort(), OddServerTests.FreePort());
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(channel, times: 1));

        Assert.Equal((StatusCode.Unavailable, ConnectivityState.TransientFailure), (error.StatusCode, channel.State));
    }

    [Fact]
    public async Task A_dns_address_is_looked_up()
    {
        using var channel = GrpcChannel.ForAddress($"dns:///127.0.0.1:{_two.Address.Port}", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure });

        Assert.Equal(["two"], await CallAsync(channel, times: 1));
    }

    [Fact]
    public async Task The_authority_is_the_name_not_the_address()
    {
        _one.Service.OnUnary = (_, context) => Task.FromResult(new Pong { Text = context.Host });
        using var channel = Channel(new RoundRobinConfig(), _one.Address.Port);

        Assert.Equal(["echo"], await CallAsync(channel, times: 1));
    }

    [Fact]
    public void Several_addresses_need_credentials() => Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("dns:///cart:8080"));

    [Fact]
    public void A_scheme_without_a_resolver_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("carrier-pigeon:///cart", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure }));

    private static GrpcChannel Channel(LoadBalancingConfig config, params int[] ports)
    {
        var factory = new StaticResolverFactory(_ => ports.Select(port => new BalancerAddress(IPAddress.Loopback.ToString(), port)));
        return GrpcChannel.ForAddress("static:///echo", new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Insecure,
            ServiceConfig = new ServiceConfig { LoadBalancingConfigs = { config } },
            ServiceProvider = new ServiceCollection().AddSingleton<ResolverFactory>(factory).BuildServiceProvider(),
        });
    }

    private static async Task<List<string>> CallAsync(GrpcChannel channel, int times)
    {
        var answers = new List<string>();
        for (var i = 0; i < times; i++) { answers.Add((await new Echo.EchoClient(channel).UnaryAsync(new Ping())).Text); }
        return answers;
    }
}
