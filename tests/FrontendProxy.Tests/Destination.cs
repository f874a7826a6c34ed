using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.FrontendProxy.Tests;

/// <summary>A server behind the proxy. Every path is echoed, except those that a test gives another answer.</summary>
internal sealed class Destination : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new();

    private Destination()
    {
        // The settings beside the tests are the proxy's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(context => _answers.TryGetValue(context.Request.Path, out var answer) ? answer(context) : EchoAsync(context));
    }

    /// <summary>Address for HTTP/1.1.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Address for HTTP/2 without TLS.</summary>
    public string Http2Address { get; private set; } = "";

    /// <summary>Raw targets of the requests that arrived, with their methods.</summary>
    public ConcurrentQueue<string> Received { get; } = new();

    public static async Task<Destination> StartAsync()
    {
        var destination = new Destination();
        await destination._app.StartAsync();
        var addresses = destination._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        (destination.Address, destination.Http2Address) = (addresses[0], addresses[1]);
        return destination;
    }

    public void Answer(string path, RequestDelegate answer) => _answers[path] = answer;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task EchoAsync(HttpContext context)
    {
        var request = context.Request;
        Received.Enqueue($"{request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
        if (context.WebSockets.IsWebSocketRequest || context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true)
        {
            // As a service without WebSockets does: their stream has no end to wait for.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var reader = new StreamReader(request.Body, Encoding.Latin1);
        var body = await reader.ReadToEndAsync();
        await context.Response.WriteAsJsonAsync(new Echo(request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, request.Protocol, body,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
    }
}

/// <summary>A request as the destination saw it.</summary>
internal sealed record Echo(string Method, string Target, string Protocol, string Body, Dictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
