using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.Terraform.Tests.Provider.Protocol;

namespace OtelShop.Terraform.Tests.Provider;

/// <summary>Serves the schema of one provider on a Unix socket, where Terraform finds it by TF_REATTACH_PROVIDERS.</summary>
internal sealed class ProviderServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _provider;
    private readonly string _socket;

    private ProviderServer(WebApplication application, string provider, ComputedValues computed, string socket)
    {
        _application = application;
        _provider = provider;
        _socket = socket;
        Computed = computed;
    }

    /// <summary>What this server plans for computed attributes.</summary>
    public ComputedValues Computed { get; }

    public static async Task<ProviderServer> StartAsync(string provider, ProviderSchema schema, ComputedValues computed, string folder)
    {
        var socket = Path.Combine(folder, $"{provider}-{computed}.sock");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(options => (options.MaxSendMessageSize, options.EnableDetailedErrors) = (null, true));
        builder.Services.AddSingleton(new SchemaProvider(schema, computed));
        var application = builder.Build();
        application.MapGrpcService<SchemaProvider>();
        await application.StartAsync();
        return new ProviderServer(application, provider, computed, socket);
    }

    /// <summary>The value of TF_REATTACH_PROVIDERS for several providers.</summary>
    public static string Reattach(IEnumerable<ProviderServer> servers) => new JsonObject(servers.Select(server => KeyValuePair.Create<string, JsonNode?>(
        $"registry.terraform.io/hashicorp/{server._provider}",
        new JsonObject
        {
            ["Protocol"] = "grpc",
            ["ProtocolVersion"] = 6,
            ["Pid"] = Environment.ProcessId,
            // Terraform leaves a provider under test running.
            ["Test"] = true,
            ["Addr"] = new JsonObject { ["Network"] = "unix", ["String"] = server._socket },
        }))).ToJsonString();

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
