using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

/// <summary>Kestrel on a free port of the loopback interface with <see cref="ScriptedEcho"/>, and a channel to it.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lazy<GrpcChannel> _channel;

    private EchoServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
        _channel = new Lazy<GrpcChannel>(() => GrpcChannel.ForAddress(Address));
    }

    public Uri Address { get; }

    public ScriptedEcho Service => _app.Services.GetRequiredService<ScriptedEcho>();

    public IServiceProvider Services => _app.Services;

    public GrpcChannel Channel => _channel.Value;

    public Echo.EchoClient Client => new(Channel);

    public static async Task<EchoServer> StartAsync(
        Action<GrpcServiceOptions>? options = null, Action<WebApplicationBuilder>? build = null, Action<WebApplication>? map = null, HttpProtocols protocols = HttpProtocols.Http2)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        builder.Services.AddGrpc(options ?? (_ => { }));
        builder.Services.AddSingleton<ScriptedEcho>();
        build?.Invoke(builder);
        var app = builder.Build();
        app.MapGrpcService<ScriptedEcho>();
        map?.Invoke(app);
        await app.StartAsync();
        return new EchoServer(app);
    }

    public Echo.EchoClient ClientWith(GrpcChannelOptions options) => new(GrpcChannel.ForAddress(Address, options));

    public async ValueTask DisposeAsync()
    {
        if (_channel.IsValueCreated) { _channel.Value.Dispose(); }
        await _app.DisposeAsync();
    }
}
