namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Availability zones: several in staging and production, one in development.</summary>
internal static class ZoneCheck
{
    private static readonly (string Type, string Path)[] Zoned =
    [
        ("azurerm_kubernetes_cluster", "default_node_pool.0.zones"),
        ("azurerm_kubernetes_cluster_node_pool", "zones"),
        ("azurerm_redis_cache", "zones"),
        ("azurerm_application_gateway", "zones"),
        ("azurerm_public_ip", "zones"),
        ("azurerm_firewall", "zones"),
    ];

    // These have no zones in the named SKUs.
    private static readonly string[] WithoutZones = ["Basic", "Standard"];

    public static IEnumerable<string> Check(Plan plan, bool several) =>
        from rule in Zoned
        from resource in plan.Of(rule.Type)
        where resource.Type != "azurerm_redis_cache" || !WithoutZones.Contains(resource.Text("sku_name"))
        let zones = resource.Texts(rule.Path)
        where several ? zones.Count < 2 : zones.Count > 1
        select $"{resource.Address}: {rule.Path} is [{string.Join(", ", zones)}], {(several ? "at least two zones are" : "one zone is")} wanted";
}
