using Grpc.Core;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

public sealed class ClientFactoryTests : IAsyncLifetime
{
    private EchoServer _server = null!;

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_registered_client_calls_its_address()
    {
        await using var services = Services(_ => { });

        Assert.Equal("hello", (await services.GetRequiredService<Echo.EchoClient>().UnaryAsync(new Ping { Text = "hello" })).Text);
    }

    [Fact]
    public async Task Handlers_of_the_HTTP_client_defaults_see_calls()
    {
        var collection = new ServiceCollection();
        collection.AddTransient(_ => new RedirectingHandler(_server.Address));
        collection.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler<RedirectingHandler>());
        collection.AddGrpcClient<Echo.EchoClient>(options => options.Address = new Uri("http://echo"));
        await using var services = collection.BuildServiceProvider();

        Assert.Equal("hello", (await services.GetRequiredService<Echo.EchoClient>().UnaryAsync(new Ping { Text = "hello" })).Text);
    }

    [Fact]
    public async Task A_named_client_is_made_by_its_name()
    {
        var collection = new ServiceCollection();
        collection.AddGrpcClient<Echo.EchoClient>("second", options => options.Address = _server.Address);
        await using var services = collection.BuildServiceProvider();
        var client = services.GetRequiredService<GrpcClientFactory>().CreateClient<Echo.EchoClient>("second");

        Assert.Equal("hello", (await client.UnaryAsync(new Ping { Text = "hello" })).Text);
    }

    [Fact]
    public async Task Interceptors_of_a_client_see_its_calls()
    {
        await using var services = Services(builder => builder.AddInterceptor(() => new SuffixInterceptor(" a")));

        Assert.Equal("hello a", (await services.GetRequiredService<Echo.EchoClient>().UnaryAsync(new Ping { Text = "hello" })).Text);
    }

    [Fact]
    public async Task Call_options_can_be_changed_for_every_call()
    {
        _server.Service.OnUnary = (_, context) => Task.FromResult(new Pong { Text = context.RequestHeaders.GetValue("token") });
        var collection = new ServiceCollection();
        collection.AddGrpcClient<Echo.EchoClient>(options =>
        {
            options.Address = _server.Address;
            options.CallOptionsActions.Add(context => context.CallOptions = context.CallOptions.WithHeaders(new Metadata { { "token", "t1" } }));
        });
        await using var services = collection.BuildServiceProvider();

        Assert.Equal("t1", (await services.GetRequiredService<Echo.EchoClient>().UnaryAsync(new Ping())).Text);
    }

    [Fact]
    public async Task A_client_without_an_address_says_so()
    {
        await using var services = new ServiceCollection().AddGrpcClient<Echo.EchoClient>().Services.BuildServiceProvider();

        Assert.Contains("has no address", Assert.Throws<InvalidOperationException>(services.GetRequiredService<Echo.EchoClient>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outgoing_call_inherits_the_deadline_of_the_incoming_one()
    {
        var deadline = DateTime.UtcNow.AddMinutes(3);
        var inherited = new TaskCompletionSource<DateTime>();
        _server.Service.OnUnary = (_, context) =>
        {
            inherited.SetResult(context.Deadline);
            return Task.FromResult(new Pong());
        };
        await using var middle = await MiddleServerAsync();
        await middle.Client.UnaryAsync(new Ping(), deadline: deadline);

        Assert.InRange(await inherited.Task, deadline.AddSeconds(-30), deadline.AddSeconds(30));
    }

    [Fact]
    public async Task An_outgoing_call_ends_with_the_incoming_one()
    {
        var started = new TaskCompletionSource();
        var told = new TaskCompletionSource();
        _server.Service.OnUnary = async (_, context) =>
        {
            started.SetResult();
            await Record.ExceptionAsync(() => new TaskCompletionSource().Task.WaitAsync(context.CancellationToken));
            told.SetResult();
            return new Pong();
        };
        await using var middle = await MiddleServerAsync();
        var call = middle.Client.UnaryAsync(new Ping());
        await started.Task;
        call.Dispose();

        await told.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Propagation_outside_of_a_call_is_an_error()
    {
        await using var services = Services(builder => builder.EnableCallContextPropagation());

        Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<Echo.EchoClient>().UnaryAsync(new Ping()));
    }

    [Fact]
    public async Task Propagation_outside_of_a_call_may_be_allowed()
    {
        await using var services = Services(builder => builder.EnableCallContextPropagation(options => options.SuppressContextNotFoundErrors = true));

        Assert.Equal("hello", (await services.GetRequiredService<Echo.EchoClient>().UnaryAsync(new Ping { Text = "hello" })).Text);
    }

    private async Task<EchoServer> MiddleServerAsync()
    {
        var middle = await EchoServer.StartAsync(build: builder =>
            builder.Services.AddGrpcClient<Echo.EchoClient>(options => options.Address = _server.Address).EnableCallContextPropagation());
        middle.Service.OnUnary = async (request, _) => await middle.Services.GetRequiredService<Echo.EchoClient>().UnaryAsync(request);
        return middle;
    }

    private ServiceProvider Services(Action<IHttpClientBuilder> configure)
    {
        var collection = new ServiceCollection();
        configure(collection.AddGrpcClient<Echo.EchoClient>(options => options.Address = _server.Address));
        return collection.BuildServiceProvider();
    }
}
