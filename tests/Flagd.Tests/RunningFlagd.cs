using System.Text;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests;

/// <summary>A flag daemon on free ports of this machine, with flags of its own, until disposed.</summary>
internal sealed class RunningFlagd : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<Listener, GrpcChannel> _channels = [];

    private RunningFlagd(WebApplication app, string folder)
    {
        _app = app;
        Folder = folder;
    }

    /// <summary>Where the flags are kept.</summary>
    public string Folder { get; }

    /// <summary>The file of the flags.</summary>
    public string File => Path.Combine(Folder, "demo.flagd.json");

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public Uri AddressOf(Listener listener) => Get<ListenerAddresses>()[listener];

    /// <summary>A client of one of the ports; it follows no redirect and keeps no cookie.</summary>
    public HttpClient CreateClient(Listener listener) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = AddressOf(listener) };

    /// <summary>A channel to one of the ports that speak gRPC.</summary>
    public GrpcChannel Channel(Listener listener) =>
        _channels.TryGetValue(listener, out var known) ? known : _channels[listener] = GrpcChannel.ForAddress(AddressOf(listener));

    /// <summary>Serves another document from now on.</summary>
    public async Task ServeAsync(string flags) =>
        Assert.IsType<ReplaceResult.Replaced>(await Get<FlagStore>().TryReplaceAsync(null, Encoding.UTF8.GetBytes(flags), new FlagAuthor("a test", "test"), CancellationToken.None));

    /// <param name="flags">The document. Null means the one that is shipped.</param>
    /// <param name="configure">Settings and services beside those of the daemon.</param>
    /// <param name="settings">Pairs such as <c>("AuthMode", "Unsecured")</c>, below <c>Flagd:</c>.</param>
    public static async Task<RunningFlagd> StartAsync(string? flags = null, Action<WebApplicationBuilder>? configure = null, params (string Name, string? Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("flagd-").FullName;
        if (flags is not null)
            await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, "demo.flagd.json"), Encoding.UTF8.GetBytes(flags));
        var app = FlagdApplication.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Listener.All.Select(listener => KeyValuePair.Create($"Kestrel:Endpoints:{listener.EndpointName}:Url", (string?)"http://127.0.0.1:0")));
            builder.Configuration.AddInMemoryCollection([new("Flagd:Folder", folder), .. settings.Select(setting => KeyValuePair.Create($"Flagd:{setting.Name}", setting.Value))]);
            builder.Logging.ClearProviders();
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new(app, folder);
    }

    /// <summary>As Ctrl+C does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels.Values)
            channel.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
