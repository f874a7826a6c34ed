using System.Text.Json.Nodes;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Collector;

/// <summary>Writes the collectors of every stage: configurations that <c>otelcol validate</c> reads as they are, and objects that Kustomize builds.</summary>
internal static class CollectorWriter
{
    public static void Write(OutputFiles files, ShopModel shop)
    {
        var cache = new ObjectCache();
        foreach (var stage in shop.Environment.Stages)
        {
            var folder = $"monitoring/collector/{stage.Name}";
            var gateway = new GatewayConfig(shop, stage);
            var (agents, gateways) = (new ObjectList(CollectorNames.AgentNamespace, cache), new ObjectList(CollectorNames.GatewayNamespace, cache));
            new AgentObjects(agents).Add();
            new GatewayObjects(gateways, shop, stage).Add();
            files.Add($"{folder}/config/agent.yaml", Yaml.Header + AgentConfig.Of(shop));
            files.Add($"{folder}/config/gateway.yaml", Yaml.Header + gateway.Text);
            files.Add($"{folder}/config/vendor.yaml", Yaml.Header + gateway.VendorText);
            files.Add($"{folder}/agent.yaml", Yaml.Header + Yaml.Write(agents.Objects.Select(target => target.Json)));
            files.Add($"{folder}/gateway.yaml", Yaml.Header + Yaml.Write(gateways.Objects.Select(target => target.Json)));
            files.Add($"{folder}/kustomization.yaml", Yaml.Header + Yaml.Write([Kustomization()]));
            SyntheticWriter.Write(files, shop, stage);
        }
    }

    // The names of generated ConfigMaps change with their content, which replaces the pods.
    private static JsonObject Kustomization() => new()
    {
        ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
        ["kind"] = "Kustomization",
        ["resources"] = new JsonArray("agent.yaml", "gateway.yaml"),
        ["configMapGenerator"] = new JsonArray(
            new JsonObject
            {
                ["name"] = CollectorNames.Agent,
                ["namespace"] = CollectorNames.AgentNamespace,
                ["files"] = new JsonArray("config/agent.yaml"),
            },
            new JsonObject
            {
                ["name"] = CollectorNames.Gateway,
                ["namespace"] = CollectorNames.GatewayNamespace,
                ["files"] = new JsonArray("config/gateway.yaml", "config/vendor.yaml"),
            }),
    };
}
