using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

public sealed class InterceptorTests
{
    [Fact]
    public async Task Server_interceptors_see_a_call_in_the_order_they_were_added()
    {
        await using var server = await EchoServer.StartAsync(options =>
        {
            options.Interceptors.Add<SuffixInterceptor>(" a");
            options.Interceptors.Add<SuffixInterceptor>(" b");
        });

        Assert.Equal("text a b", (await server.Client.UnaryAsync(new Ping { Text = "text" })).Text);
    }

    [Fact]
    public async Task A_server_interceptor_sees_every_kind_of_call()
    {
        await using var server = await EchoServer.StartAsync(options => options.Interceptors.Add<RefusingInterceptor>());
        using var serverStream = server.Client.ServerStream(new Ping());
        using var clientStream = server.Client.ClientStream();
        using var duplex = server.Client.Duplex();

        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(async () => await server.Client.UnaryAsync(new Ping()))).StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => serverStream.ResponseStream.MoveNext())).StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(async () => await clientStream)).StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => duplex.ResponseStream.MoveNext())).StatusCode);
    }

    [Fact]
    public async Task A_registered_interceptor_comes_from_the_services()
    {
        await using var server = await EchoServer.StartAsync(
            options => options.Interceptors.Add<SuffixInterceptor>(),
            builder => builder.Services.AddSingleton(new SuffixInterceptor(" registered")));

        Assert.Equal("text registered", (await server.Client.UnaryAsync(new Ping { Text = "text" })).Text);
    }

    [Fact]
    public async Task An_interceptor_of_one_service_comes_after_those_of_all()
    {
        await using var server = await EchoServer.StartAsync(
            options => options.Interceptors.Add<SuffixInterceptor>(" all"),
            builder => builder.Services.AddGrpc().AddServiceOptions<ScriptedEcho>(options => options.Interceptors.Add<SuffixInterceptor>(" one")));

        Assert.Equal("text all one", (await server.Client.UnaryAsync(new Ping { Text = "text" })).Text);
    }

    [Fact]
    public async Task Client_interceptors_see_a_call_in_the_order_given()
    {
        await using var server = await EchoServer.StartAsync();
        var client = new Echo.EchoClient(server.Channel.Intercept(new SuffixInterceptor(" a"), new SuffixInterceptor(" b")));

        Assert.Equal("text a b", (await client.UnaryAsync(new Ping { Text = "text" })).Text);
        Assert.Equal("text a b", client.Unary(new Ping { Text = "text" }).Text);
    }

    [Fact]
    public async Task A_function_adds_headers_to_every_call_without_touching_the_callers()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) => Task.FromResult(new Pong { Text = context.RequestHeaders.GetValue("token") });
        var client = new Echo.EchoClient(server.Channel.Intercept(headers =>
        {
            headers.Add("token", "t1");
            return headers;
        }));
        var own = new Metadata();

        Assert.Equal("t1", (await client.UnaryAsync(new Ping(), own)).Text);
        Assert.Empty(own);
    }

    [Fact]
    public async Task A_call_leads_to_its_HTTP_request()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) => Task.FromResult(new Pong { Text = context.GetHttpContext().Request.Path });

        Assert.Equal("/grpctest.Echo/Unary", (await server.Client.UnaryAsync(new Ping())).Text);
    }

    [Fact]
    public async Task WithHost_sets_the_authority()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) => Task.FromResult(new Pong { Text = context.Host });

        Assert.Equal("shop.example", (await server.Client.WithHost("shop.example").UnaryAsync(new Ping())).Text);
    }
}
