using System.Net;

namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Address ranges of networks, subnets, pods and services.</summary>
internal static class AddressCheck
{
    // The AKS default, which is also the range of the shop's network.
    private const string DefaultServiceCidr = "10.0.0.0/16";

    public static IEnumerable<string> Check(Plan plan) => [.. OfSubnets(plan), .. OfClusters(plan), .. OfEndpoints(plan)];

    /// <summary>Subnets in a range that is kept for growth.</summary>
    /// <param name="plan">The plan of an environment.</param>
    /// <param name="reserve">The range.</param>
    /// <param name="taken">Ranges in it that are in use.</param>
    public static IEnumerable<string> OfReserve(Plan plan, string reserve, params string[] taken) =>
        from subnet in plan.Of("azurerm_subnet")
        from range in subnet.Texts("address_prefixes")
        where IPNetwork.Parse(reserve).Overlaps(IPNetwork.Parse(range)) && !taken.Contains(range)
        select $"{subnet.Address}: {range} lies in {reserve}, which is kept for growth";

    private static IEnumerable<string> OfSubnets(Plan plan)
    {
        foreach (var network in plan.Of("azurerm_virtual_network"))
        {
            var space = network.Texts("address_space").Select(IPNetwork.Parse).ToList();
            var subnets = SubnetsOf(network, plan);
            foreach (var (address, range) in subnets.Where(subnet => !space.Any(outer => outer.Contains(subnet.Range))))
                yield return $"{address}: {range} is outside of the network {string.Join(", ", space)}";
            foreach (var (one, other) in from one in subnets from other in subnets where string.CompareOrdinal(one.Address, other.Address) < 0 select (one, other))
                if (one.Range.Overlaps(other.Range)) yield return $"{one.Address}: {one.Range} overlaps {other.Range} of {other.Address}";
        }
    }

    private static IEnumerable<string> OfClusters(Plan plan)
    {
        var networks = plan.Of("azurerm_virtual_network").SelectMany(network => network.Texts("address_space"), (network, range) => (network.Address, Range: IPNetwork.Parse(range))).ToList();
        foreach (var cluster in plan.Of("azurerm_kubernetes_cluster"))
        {
            var service = IPNetwork.Parse(cluster.Text("network_profile.0.service_cidr") ?? DefaultServiceCidr);
            var pods = Cidr.Parse(cluster.Text("network_profile.0.pod_cidr"));
            foreach (var network in networks)
            {
                if (service.Overlaps(network.Range)) yield return $"{cluster.Address}: the service range {service} overlaps {network.Range} of {network.Address}";
                if (pods?.Overlaps(network.Range) == true) yield return $"{cluster.Address}: the pod range {pods} overlaps {network.Range} of {network.Address}";
            }

            if (pods?.Overlaps(service) == true) yield return $"{cluster.Address}: the pod range {pods} overlaps the service range {service}";
            if (!IPAddress.TryParse(cluster.Text("network_profile.0.dns_service_ip"), out var dns) || !service.Contains(dns) || dns.Equals(service.BaseAddress))
                yield return $"{cluster.Address}: the DNS service address {cluster.Text("network_profile.0.dns_service_ip")} is not inside of the service range {service}";
        }
    }

    private static IEnumerable<string> OfEndpoints(Plan plan)
    {
        var taken = new Dictionary<string, string>();
        foreach (var endpoint in plan.Of("azurerm_private_endpoint"))
        {
            var ranges = plan.Of("azurerm_subnet").Where(subnet => subnet.Id == endpoint.Text("subnet_id")).SelectMany(subnet => subnet.Texts("address_prefixes")).Select(IPNetwork.Parse).ToList();
            foreach (var address in endpoint.Blocks("ip_configuration").Select(configuration => configuration.Text("private_ip_address")).OfType<string>())
            {
                if (!ranges.Any(range => range.Contains(IPAddress.Parse(address)))) yield return $"{endpoint.Address}: {address} is outside of its subnet";
                if (!taken.TryAdd(address, endpoint.Address)) yield return $"{endpoint.Address}: {address} belongs to {taken[address]} already";
            }
        }
    }

    private static List<(string Address, IPNetwork Range)> SubnetsOf(PlannedResource network, Plan plan) =>
        [.. from subnet in plan.Of("azurerm_subnet")
            where subnet.Text("virtual_network_name") == network.Text("name") && subnet.Text("resource_group_name") == network.Text("resource_group_name")
            from range in subnet.Texts("address_prefixes")
            select (subnet.Address, IPNetwork.Parse(range))];
}
