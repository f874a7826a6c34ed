namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Data sources: the resource that a configuration reads has the name that another one gives it.</summary>
internal static class ReadCheck
{
    // These describe who is signed in, and need no resource.
    private static readonly string[] Sessions = ["azurerm_client_config", "azurerm_subscription"];

    public static IEnumerable<string> Check(Plan plan, params Plan[] others) =>
        from read in plan.Reads
        where !Sessions.Contains(read.Type) && !others.Any(other => other.Of(read.Type).Any(resource => Matches(resource, read, "name") && Matches(resource, read, "resource_group_name")))
        select $"{read.Address}: no configuration makes {read.Text("name")} in {read.Text("resource_group_name")}";

    private static bool Matches(PlannedResource resource, PlannedResource read, string path) => resource.Text(path) == read.Text(path);
}
