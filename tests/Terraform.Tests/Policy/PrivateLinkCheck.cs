namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Private endpoints: their zones, their subnet, and one for each resource that is closed to the internet.</summary>
internal static class PrivateLinkCheck
{
    // A public zone's name answers with the public address: a private endpoint needs the zone below privatelink.
    private static readonly Dictionary<string, string> Zones = new()
    {
        ["postgresqlServer"] = "privatelink.postgres.database.azure.com",
        ["redisCache"] = "privatelink.redis.cache.windows.net",
        ["redisEnterprise"] = "privatelink.redis.azure.net",
        ["namespace"] = "privatelink.servicebus.windows.net",
        ["vault"] = "privatelink.vaultcore.azure.net",
        ["registry"] = "privatelink.azurecr.io",
        ["blob"] = "privatelink.blob.core.windows.net",
        ["Sql"] = "privatelink.documents.azure.com",
    };

    private static readonly string[] Reached =
        ["azurerm_postgresql_flexible_server", "azurerm_redis_cache", "azurerm_managed_redis", "azurerm_eventhub_namespace", "azurerm_key_vault", "azurerm_container_registry",
            "azurerm_storage_account", "azurerm_cosmosdb_account"];

    public static IEnumerable<string> Check(Plan plan) => [.. OfEndpoints(plan), .. OfResources(plan), .. OfZones(plan)];

    private static IEnumerable<string> OfEndpoints(Plan plan)
    {
        foreach (var endpoint in plan.Of("azurerm_private_endpoint"))
        {
            var resource = endpoint.Text("private_service_connection.0.subresource_names.0") ?? "";
            if (!Zones.TryGetValue(resource, out var wanted))
            {
                yield return $"{endpoint.Address}: the subresource '{resource}' is none that the policy knows";
                continue;
            }

            var zones = endpoint.Texts("private_dns_zone_group.0.private_dns_zone_ids");
            if (!zones.Any(zone => NameOf(zone, plan) == wanted)) yield return $"{endpoint.Address}: has no DNS zone {wanted}";
        }
    }

    private static IEnumerable<string> OfResources(Plan plan)
    {
        var targets = plan.Of("azurerm_private_endpoint").Select(endpoint => endpoint.Text("private_service_connection.0.private_connection_resource_id")).ToHashSet();
        return plan.Of(Reached).Where(resource => !targets.Contains(resource.Id)).Select(resource => $"{resource.Address}: has no private endpoint");
    }

    private static IEnumerable<string> OfZones(Plan plan)
    {
        var linked = plan.Of("azurerm_private_dns_zone_virtual_network_link").Select(link => (link.Text("private_dns_zone_name"), link.Text("resource_group_name"))).ToHashSet();
        return plan.Of("azurerm_private_dns_zone")
            .Where(zone => !linked.Contains((zone.Text("name"), zone.Text("resource_group_name"))))
            .Select(zone => $"{zone.Address}: is linked to no network");
    }

    // A zone of another configuration is given by its identifier.
    private static string NameOf(string zone, Plan plan) => plan.Of("azurerm_private_dns_zone").FirstOrDefault(resource => resource.Id == zone)?.Text("name") ?? zone.Split('/')[^1];
}
