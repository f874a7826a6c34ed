namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Role assignments: none that administers, and each for one resource.</summary>
internal static class RoleCheck
{
    /// <summary>Built-in roles that configurations may grant. A name that is spelled wrongly fails only when it is applied.</summary>
    public static readonly string[] Granted =
        ["AcrPull", "AcrPush", "Reader", "Key Vault Secrets User", "Key Vault Secrets Officer", "Key Vault Certificate User", "Key Vault Certificates Officer", "Azure Event Hubs Data Receiver", "Azure Event Hubs Data Sender",
            "Storage Blob Data Contributor", "Storage Blob Data Reader", "Monitoring Metrics Publisher", "Monitoring Reader", "Network Contributor", "Private DNS Zone Contributor", "Managed Identity Operator",
            "AppGw for Containers Configuration Manager", "Azure Kubernetes Service Cluster User Role", "Azure Kubernetes Service RBAC Reader", "Azure Kubernetes Service RBAC Writer",
            "PostgreSQL Flexible Server Long Term Retention Backup Role", "Disk Backup Reader", "Disk Snapshot Contributor"];

    /// <summary>Built-in roles that no configuration grants.</summary>
    public static readonly string[] Administrators =
        ["Owner", "Contributor", "User Access Administrator", "Role Based Access Control Administrator", "Key Vault Administrator", "Azure Kubernetes Service RBAC Cluster Admin",
            "Azure Kubernetes Service Cluster Admin Role", "Azure Kubernetes Service Contributor Role", "Azure Event Hubs Data Owner", "Storage Blob Data Owner"];

    // Containers of resources: a role there holds for everything that will ever be created in them.
    private static readonly string[] Containers = ["azurerm_resource_group", "azurerm_subscription", "azurerm_management_group"];

    public static IEnumerable<string> Check(Plan plan)
    {
        foreach (var assignment in plan.Of("azurerm_role_assignment"))
        {
            var role = assignment.Text("role_definition_name");
            if (role is null) yield return $"{assignment.Address}: name the role, so that a reader sees what is granted";
            else if (Administrators.Contains(role)) yield return $"{assignment.Address}: {role} administers; grant a narrower role";

            var scope = assignment.Text("scope") ?? "";
            if (!IsOneResource(scope) && !(IsNodeGroup(scope) && role == "Reader")) yield return $"{assignment.Address}: the scope {scope} is more than one resource";
        }
    }

    // The controller of Application Gateway for Containers finds its cluster by the resources there.
    private static bool IsNodeGroup(string scope) => scope.EndsWith("/node_resource_group_id", StringComparison.Ordinal);

    // An identifier that names a provider is one resource; /subscriptions/x/resourceGroups/y is not.
    private static bool IsOneResource(string scope) =>
        scope.Contains("/providers/", StringComparison.Ordinal) && !IsNodeGroup(scope) && !Containers.Any(type => scope.Contains($"/providers/{type}/", StringComparison.Ordinal));
}
