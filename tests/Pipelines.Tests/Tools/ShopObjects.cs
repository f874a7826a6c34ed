using System.Text.Json.Nodes;
using OtelShop.Pipelines.Tests.Tools;

[assembly: AssemblyFixture(typeof(ShopObjects))]

namespace OtelShop.Pipelines.Tests.Tools;

/// <summary>What the chart renders, as the source of diagrams and tables.</summary>
public sealed class ShopObjects : IAsyncLifetime
{
    private List<JsonObject> _objects = [];

    /// <summary>Callers and callees, from the network policies; flags and telemetry, which every service uses, are left out.</summary>
    public IReadOnlyDictionary<string, string[]> Calls { get; private set; } = new Dictionary<string, string[]>();

    /// <summary>Services whose image is built here.</summary>
    public IReadOnlyList<string> Images { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var render = (await Programs.HelmAsync("template", "otelshop", Checkout.At("deploy", "helm", "otelshop"), "--set", "image.registry=r,image.tag=t")).Succeeded();
        _objects = [.. JsonNode.Parse((await Programs.NodeAsync("objects.mjs", render)).Succeeded())!.AsArray().OfType<JsonObject>()];
        var known = _objects.Where(item => (string?)item["kind"] is "Deployment" or "StatefulSet").Select(Name).ToHashSet(StringComparer.Ordinal);
        Images = [.. (from item in _objects
                      where (string?)item["kind"] is "Deployment" or "StatefulSet"
                      from container in item["spec"]!["template"]!["spec"]!["containers"]!.AsArray()
                      let image = (string)container!["image"]!
                      where image.StartsWith("r/otelshop/", StringComparison.Ordinal)
                      select image["r/otelshop/".Length..^":t".Length]).Order(StringComparer.Ordinal)];
        Calls = (from policy in _objects
                 where (string?)policy["kind"] == "NetworkPolicy" && known.Contains(Name(policy))
                 let targets = from rule in policy["spec"]!["egress"]?.AsArray() ?? []
                               from peer in rule!["to"]?.AsArray() ?? []
                               where peer!["namespaceSelector"] is null
                               let name = (string?)peer["podSelector"]?["matchLabels"]?["app.kubernetes.io/name"]
                               where name is not null && (name != "flagd" || Name(policy) == "frontend-proxy")
                               select name
                 orderby Name(policy)
                 select (Name: Name(policy), Targets: targets.Distinct().Order(StringComparer.Ordinal).ToArray())).ToDictionary(call => call.Name, call => call.Targets, StringComparer.Ordinal);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Number and protocol of each port of a service.</summary>
    public IEnumerable<string> Ports(string service) =>
        from item in _objects
        where (string?)item["kind"] == "Service" && Name(item) == service
        from port in item["spec"]!["ports"]!.AsArray()
        select $"{port!["port"]} {(string?)port["name"]}";

    private static string Name(JsonObject item) => (string)item["metadata"]!["name"]!;
}
