using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OtelShop.Testing.Services.Flagd;

/// <summary>flagd.sync.v1 and flagd.evaluation.v2 on a free port of this machine, as much as a client needs to be tested.</summary>
internal sealed class TestFlagd : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestFlagd(WebApplication app, FlagdState state)
    {
        _app = app;
        State = state;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    public FlagdState State { get; }

    public static async Task<TestFlagd> StartAsync(string flags)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http2));
        var state = new FlagdState(Definition(flags));
        builder.Services.AddSingleton(state);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<SyncService>();
        app.MapGrpcService<EvaluationService>();
        await app.StartAsync();
        return new TestFlagd(app, state);
    }

    /// <summary>Makes a definition of flags in short: <c>'adFailure': {...}</c>, with single quotes.</summary>
    public static string Definition(string flags) => $"{{\"flags\":{{{flags.Replace('\'', '"')}}}}}";

    /// <summary>A flag without rule, switched to the variant.</summary>
    public static string Switch(string key, string variant) =>
        $"'{key}': {{'state':'ENABLED','variants':{{'on':true,'off':false}},'defaultVariant':'{variant}'}}";

    public void Publish(string flags) => State.Publish(Definition(flags));

    public async ValueTask DisposeAsync()
    {
        State.GoAway();
        await _app.DisposeAsync();
    }
}
