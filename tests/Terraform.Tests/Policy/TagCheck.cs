namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Tags on everything that takes tags.</summary>
internal static class TagCheck
{
    private static readonly string[] Names = ["Project", "Environment", "CostCenter", "ManagedBy"];

    public static IEnumerable<string> Check(Plan plan, string environment) =>
        from resource in plan.Resources
        where resource.Values.ContainsKey("tags")
        from name in Names
        let value = resource.Text($"tags.{name}")
        let wanted = name switch { "Environment" => environment, "ManagedBy" => "terraform", _ => value }
        where string.IsNullOrEmpty(value) || !value.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        select $"{resource.Address}: the tag {name} is {value ?? "missing"}{(wanted is null || value is null ? "" : $" instead of {wanted}")}";
}
