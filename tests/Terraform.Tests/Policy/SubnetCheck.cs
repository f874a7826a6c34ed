using System.Net;

namespace OtelShop.Terraform.Tests.Policy;

/// <summary>What may share a subnet, and the rules that guard it.</summary>
internal static class SubnetCheck
{
    private const string ContainersDelegation = "Microsoft.ServiceNetworking/trafficControllers";

    // An association takes 250 addresses.
    private const int ContainersPrefix = 24;
    private const int LastPriority = 4096;

    // Azure refuses security groups there, or manages its own.
    private static readonly string[] Unguarded = ["AzureFirewallSubnet", "AzureFirewallManagementSubnet", "GatewaySubnet"];
    private static readonly string[] GatewaySources = ["GatewayManager", "AzureLoadBalancer"];
    private static readonly string[] Internet = ["*", "0.0.0.0/0", "Internet"];
    private static readonly string[] PublicPorts = ["80", "443"];

    public static IEnumerable<string> Check(Plan plan) => [.. OfDelegations(plan), .. OfGateways(plan), .. OfGuards(plan), .. OfRules(plan)];

    // A delegated subnet takes resources of its service only.
    private static IEnumerable<string> OfDelegations(Plan plan) =>
    [
        .. from endpoint in plan.Of("azurerm_private_endpoint")
           from subnet in plan.Of("azurerm_subnet")
           where subnet.Id == endpoint.Text("subnet_id") && DelegationOf(subnet) is not null
           select $"{endpoint.Address}: its subnet is delegated to {DelegationOf(subnet)}, which takes no private endpoint",
        .. from server in plan.Of("azurerm_postgresql_flexible_server")
           where server.Text("delegated_subnet_id") is not null && plan.Of("azurerm_private_endpoint").Any(endpoint => endpoint.Text("private_service_connection.0.private_connection_resource_id") == server.Id)
           select $"{server.Address}: a server inside of a delegated subnet takes no private endpoint",
    ];

    private static IEnumerable<string> OfGateways(Plan plan) =>
    [
        .. from association in plan.Of("azurerm_application_load_balancer_subnet_association")
           from subnet in plan.Of("azurerm_subnet")
           where subnet.Id == association.Text("subnet_id")
           from fault in (string?[])[
               DelegationOf(subnet) == ContainersDelegation ? null : $"is not delegated to {ContainersDelegation}",
               subnet.Texts("address_prefixes").All(range => IPNetwork.Parse(range).PrefixLength <= ContainersPrefix) ? null : $"is smaller than /{ContainersPrefix}"]
           where fault is not null
           select $"{subnet.Address}: {fault}",
        .. from gateway in plan.Of("azurerm_application_gateway")
           from subnet in plan.Of("azurerm_subnet")
           where gateway.Blocks("gateway_ip_configuration").Any(configuration => configuration.Text("subnet_id") == subnet.Id)
           from source in GatewaySources
           where !Admits(subnet, plan, source)
           select $"{subnet.Address}: {source} must reach the application gateway",
        // Pods of an overlay keep their addresses between nodes, and these are not in the tag VirtualNetwork.
        .. from cluster in plan.Of("azurerm_kubernetes_cluster")
           from subnet in plan.Of("azurerm_subnet")
           where cluster.Text("default_node_pool.0.vnet_subnet_id") == subnet.Id
           from source in (string?[])["AzureLoadBalancer", cluster.Text("network_profile.0.pod_cidr")]
           where source is not null && !Admits(subnet, plan, source)
           select $"{subnet.Address}: {source} must reach the nodes",
    ];

    private static IEnumerable<string> OfGuards(Plan plan) =>
        from subnet in plan.Of("azurerm_subnet")
        where !Unguarded.Contains(subnet.Text("name")) && !plan.Of("azurerm_subnet_network_security_group_association").Any(association => association.Text("subnet_id") == subnet.Id)
        select $"{subnet.Address}: has no network security group";

    private static IEnumerable<string> OfRules(Plan plan)
    {
        foreach (var group in plan.Of("azurerm_network_security_group"))
        {
            var inbound = RulesOfGroup(group, plan).Where(rule => rule.Text("direction") == "Inbound").OrderBy(PriorityOf).ToList();
            if (inbound.LastOrDefault() is not { } last || PriorityOf(last) != LastPriority || !DeniesAll(last))
                yield return $"{group.Address}: its last rule, of priority {LastPriority}, must deny everything";
            foreach (var rule in inbound.Where(rule => rule.Text("access") == "Allow" && SourcesOf(rule).Any(Internet.Contains)))
                if (PortsOf(rule).Except(PublicPorts).ToList() is { Count: > 0 } ports) yield return $"{group.Address}: {rule.Text("name")} opens {string.Join(", ", ports)} to the internet";
        }
    }

    private static bool DeniesAll(PlannedResource rule) => rule.Text("access") == "Deny"
        && (string[])["protocol", "source_port_range", "destination_port_range", "source_address_prefix", "destination_address_prefix"] is var fields && fields.All(field => rule.Text(field) == "*");

    private static bool Admits(PlannedResource subnet, Plan plan, string source) => RulesOf(subnet, plan).Any(rule => rule.Text("access") == "Allow" && SourcesOf(rule).Contains(source));

    private static IEnumerable<string> SourcesOf(PlannedResource rule) => rule.Text("source_address_prefix") is { } source ? [source] : rule.Texts("source_address_prefixes");

    private static IEnumerable<string> PortsOf(PlannedResource rule) => rule.Text("destination_port_range") is { } port ? [port] : rule.Texts("destination_port_ranges");

    private static int PriorityOf(PlannedResource rule) => int.Parse(rule.Text("priority") ?? "0");

    private static IEnumerable<PlannedResource> RulesOf(PlannedResource subnet, Plan plan) =>
        from association in plan.Of("azurerm_subnet_network_security_group_association")
        where association.Text("subnet_id") == subnet.Id
        from guard in plan.Of("azurerm_network_security_group")
        where guard.Id == association.Text("network_security_group_id")
        from rule in RulesOfGroup(guard, plan)
        select rule;

    // Rules are blocks of the group or resources of their own.
    private static IEnumerable<PlannedResource> RulesOfGroup(PlannedResource group, Plan plan) =>
    [
        .. group.Blocks("security_rule"),
        .. plan.Of("azurerm_network_security_rule").Where(rule =>
            rule.Text("network_security_group_name") == group.Text("name") && rule.Text("resource_group_name") == group.Text("resource_group_name")),
    ];

    private static string? DelegationOf(PlannedResource subnet) => subnet.Text("delegation.0.service_delegation.0.name");
}
