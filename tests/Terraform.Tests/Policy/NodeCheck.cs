namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Nodes of a cluster: the environment's total is that of the regular pools, whatever it is divided into.</summary>
internal static class NodeCheck
{
    private const string Spot = "Spot";

    public static IEnumerable<string> Check(Plan plan, int least, int most)
    {
        var pools = plan.Of("azurerm_kubernetes_cluster").SelectMany(cluster => cluster.Blocks("default_node_pool"))
            .Concat(plan.Of("azurerm_kubernetes_cluster_node_pool").Where(pool => pool.Text("priority") != Spot && pool.Text("name") != "gpu")).ToList();
        var (fewest, largest) = (pools.Sum(pool => Count(pool, "min_count")), pools.Sum(pool => Count(pool, "max_count")));
        if (fewest != least || largest != most) yield return $"E1: the regular pools have {fewest} to {largest} nodes, {least} to {most} are wanted";
        foreach (var pool in pools.Where(pool => pool.Text("auto_scaling_enabled") != "true")) yield return $"{pool.Address}: pool {pool.Text("name")} is not scaled by the cluster autoscaler";
    }

    private static int Count(PlannedResource pool, string path) => int.Parse(pool.Text(path) ?? "0");
}
