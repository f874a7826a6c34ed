using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Testing.Services;

namespace OtelShop.FrontendProxy.Tests;

/// <summary>The proxy on a real port in front of one destination, which stands in for every service but the load generator.</summary>
internal sealed class RunningProxy : IAsyncDisposable
{
    private static readonly string[] Endpoints = ["frontend:http", "image-provider:http", "flagd:http", "otel-collector:http"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly WebApplicationFactory<Program> _factory;

    private RunningProxy(Destination destination, TestFlags flags, Action<IServiceCollection>? configure, (string Key, string Value)[] settings)
    {
        Destination = destination;
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseContentRoot(AppContext.BaseDirectory).UseSetting("Kestrel:Endpoints:http:Url", "http://127.0.0.1:0");
            foreach (var name in Endpoints)
                host.UseSetting($"services:{name}:0", destination.Address);
            host.UseSetting("services:flagd:grpc:0", destination.Http2Address);
            foreach (var (key, value) in settings)
                host.UseSetting(key, value);
            host.ConfigureTestServices(services =>
            {
                flags.AddTo(services);
                configure?.Invoke(services);
            });
        });
        _factory.UseKestrel();
        _factory.StartServer();
        Address = new Uri(_factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = Patience };
    }

    public Destination Destination { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _factory.Services;

    public static async Task<RunningProxy> StartAsync(params (string Key, string Value)[] settings) => await StartAsync(null, null, settings);

    public static async Task<RunningProxy> StartAsync(TestFlags? flags, Action<IServiceCollection>? configure, params (string Key, string Value)[] settings) =>
        new(await Destination.StartAsync(), flags ?? new TestFlags(), configure, settings);

    /// <summary>Sends a GET request and returns what the destination received.</summary>
    public async Task<Echo> EchoAsync(string path, params (string Name, string Value)[] headers)
    {
        using var response = await GetAsync(path, headers);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Echo>())!;
    }

    /// <summary>Sends spans as a page does and returns what the telemetry receiver got.</summary>
    public async Task<Echo> EchoSpansAsync(params (string Name, string Value)[] headers)
    {
        using var response = await SendSpansAsync(headers);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Echo>())!;
    }

    /// <summary>Sends spans as a page does.</summary>
    public async Task<HttpResponseMessage> SendSpansAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/otlp-http/v1/traces") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => await SendAsync(HttpMethod.Get, path, headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Sends these bytes, one for each character, and reads until the proxy closes the connection.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var client = await ConnectAsync(request);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadToEndAsync().WaitAsync(Patience);
    }

    /// <summary>Sends these bytes and leaves the connection to the caller.</summary>
    public async Task<TcpClient> ConnectAsync(string request)
    {
        var client = new TcpClient();
        await client.ConnectAsync(Address.Host, Address.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _factory.DisposeAsync();
        await Destination.DisposeAsync();
    }
}
