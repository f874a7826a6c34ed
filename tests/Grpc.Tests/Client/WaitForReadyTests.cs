using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests.Client;

public sealed class WaitForReadyTests : IAsyncLifetime
{
    private readonly LateResolver _resolver = new();
    private EchoServer _server = null!;
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _server = await EchoServer.StartAsync();
        _channel = GrpcChannel.ForAddress("late:///echo", new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Insecure,
            InitialReconnectBackoff = TimeSpan.FromMilliseconds(5),
            ServiceProvider = new ServiceCollection().AddSingleton<ResolverFactory>(_resolver).BuildServiceProvider(),
        });
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_waits_is_sent_when_an_address_is_known()
    {
        var call = new Echo.EchoClient(_channel).UnaryAsync(new Ping { Text = "hello" }, new CallOptions().WithWaitForReady());
        _resolver.Show(_server.Address.Port);

        Assert.Equal("hello", (await call).Text);
    }

    [Fact]
    public async Task A_call_that_waits_ends_with_its_deadline()
    {
        var options = new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(80)).WithWaitForReady();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(_channel).UnaryAsync(new Ping(), options));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task A_call_that_does_not_wait_is_UNAVAILABLE()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(_channel).UnaryAsync(new Ping()));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Addresses_that_change_are_followed()
    {
        await using var second = await EchoServer.StartAsync();
        second.Service.OnUnary = (_, _) => Task.FromResult(new Pong { Text = "second" });
        var client = new Echo.EchoClient(_channel);
        await Assert.ThrowsAsync<RpcException>(async () => await client.UnaryAsync(new Ping()));
        _resolver.Show(_server.Address.Port);
        await client.UnaryAsync(new Ping());
        _resolver.Show(second.Address.Port);

        Assert.Equal("second", (await client.UnaryAsync(new Ping())).Text);
    }
}
