using Microsoft.Extensions.Configuration;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Interop;

/// <summary>Providers whose daemon is stopped and started again with other flags.</summary>
public sealed class RestartTests
{
    private const string On = """{"flags": {"switch": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"}}}""";
    private const string Off = """{"flags": {"switch": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off"}}}""";

    [Theory]
    [InlineData("flagd-rpc", "grpc")]
    [InlineData("flagd-in-process", "sync")]
    public async Task A_provider_serves_what_changed_while_the_daemon_was_stopped_and_what_changes_later(string provider, string endpoint)
    {
        var listener = Listener.All.Single(listener => listener.EndpointName == endpoint);
        await using var before = await RunningFlagd.StartAsync(On);
        var address = before.AddressOf(listener);
        await using var client = await NodeClient.StartAsync("client.mjs", provider, address.Port);
        var first = await client.EvaluateAsync("boolean", "switch", false);
        await before.StopAsync();
        await using var after = await RunningFlagd.StartAsync(Off, builder => builder.Configuration.AddInMemoryCollection([new($"Kestrel:Endpoints:{endpoint}:Url", $"{address}")]));

        await client.ReadyAsync();
        var second = await client.EvaluateAsync("boolean", "switch", true);
        await after.ServeAsync(On);
        await client.ChangedAsync();
        var third = await client.EvaluateAsync("boolean", "switch", false);

        Assert.Equal((true, false, true), ((bool)first["value"]!, (bool)second["value"]!, (bool)third["value"]!));
    }
}
