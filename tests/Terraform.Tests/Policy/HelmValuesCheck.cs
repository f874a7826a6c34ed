using System.Text.Json.Nodes;

namespace OtelShop.Terraform.Tests.Policy;

/// <summary>The output <c>helm_values</c>: each key that it sets exists in the chart, and those that differ by environment are set.</summary>
internal static class HelmValuesCheck
{
    private const string Azure = "azure.";

    // An environment without it has a gateway of its own in the cluster.
    private const string Gateway = "azurerm_application_load_balancer";
    private const string Firewall = "azurerm_web_application_firewall_policy";

    // Addresses of Microsoft Entra ID, the same for every environment.
    private const string EntraPeers = "azure.entraPeers";

    private static readonly string[] BackingHosts = ["backing.azure.kafka.KAFKA_HOST", "backing.azure.postgres.POSTGRES_HOST", "backing.azure.valkeyCart.VALKEY_CART_HOST"];

    // A host begins with the name of its resource, an identifier ends with it.
    private static readonly (string[] Path, string Type)[] Hosts =
    [
        (["azure", "keyVaultUrl"], "azurerm_key_vault"),
        (["azure", "loadBalancerId"], Gateway),
        (["azure", "firewallPolicyId"], Firewall),
        (["backing", "azure", "kafka", "KAFKA_HOST"], "azurerm_eventhub_namespace"),
        (["backing", "azure", "postgres", "POSTGRES_HOST"], "azurerm_postgresql_flexible_server"),
        (["backing", "azure", "valkeyCart", "VALKEY_CART_HOST"], "azurerm_managed_redis"),
    ];

    /// <summary>Hosts and identifiers that the chart has for an environment without the output: what Git deploys.</summary>
    public static IEnumerable<string> OfHosts(JsonNode values, Plan plan) =>
        from host in Hosts
        let value = values.Text(host.Path) ?? ""
        let name = value.Split('/')[^1].Split('.')[0]
        where host.Type is not (Gateway or Firewall) || plan.Of(Gateway).Any()
        where !plan.Of(host.Type).Any(resource => resource.Text("name") == name)
        select $"{string.Join('.', host.Path)}: {value} is no planned {host.Type}";

    public static IEnumerable<string> Check(JsonNode? output, JsonNode values)
    {
        var set = Leaves(output, "").ToHashSet();
        var known = Leaves(values, "").ToHashSet();
        var wanted = known.Where(key => key.StartsWith(Azure, StringComparison.Ordinal) && key != EntraPeers).Concat(BackingHosts);
        return [.. set.Except(known).Select(key => $"helm_values: the chart has no value {key}"), .. wanted.Except(set).Select(key => $"helm_values: {key} is not set")];
    }

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node is JsonObject fields
        ? fields.SelectMany(field => Leaves(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}"))
        : node is null ? [] : [path];
}
