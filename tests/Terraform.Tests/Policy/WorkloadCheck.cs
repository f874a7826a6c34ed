using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Terraform.Tests.Policy;

/// <summary>What the identities of services may do: the table of docs/publish.md, no more and no less.</summary>
internal static partial class WorkloadCheck
{
    private const string Sender = "Azure Event Hubs Data Sender";
    private const string Receiver = "Azure Event Hubs Data Receiver";

    // Managed Redis has access policies instead of roles.
    private const string Redis = "Redis data access";

    private static readonly (string Service, string Right)[] Wanted =
    [
        ("accounting", Receiver), ("accounting", Sender), ("cart", Redis), ("checkout", Receiver), ("checkout", Sender), ("fraud-detection", Receiver), ("fraud-detection", Sender), ("frontend", Redis), ("recommendation", Receiver),
    ];

    private static readonly string[] Services = ["accounting", "cart", "checkout", "fraud-detection", "frontend", "payment", "product-catalog", "recommendation"];

    /// <param name="plan">The plan of an environment.</param>
    /// <param name="prefix">Prefix of the identities' names: the namespace of the environment.</param>
    public static IEnumerable<string> OfRights(Plan plan, string prefix)
    {
        var principals = Services.SelectMany(service => IdentityOf(service, plan, prefix), (service, identity) => (Service: service, Principal: identity.Text("principal_id"))).ToList();
        var assigned = plan.Of("azurerm_role_assignment").Select(assignment => (Principal: assignment.Text("principal_id"), Right: assignment.Text("role_definition_name") ?? ""))
            .Concat(plan.Of("azurerm_managed_redis_access_policy_assignment", "azurerm_redis_cache_access_policy_assignment").Select(assignment => (Principal: assignment.Text("object_id"), Right: Redis)));
        var granted = (from right in assigned from principal in principals where principal.Principal == right.Principal select (principal.Service, right.Right)).ToList();
        return [.. Wanted.Except(granted).Select(right => $"{right.Service}: lacks {right.Right}"), .. granted.Except(Wanted).Select(right => $"{right.Service}: has {right.Right}, which it does not need")];
    }

    /// <summary>Each service's pods get the client id of its identity and of no other.</summary>
    /// <param name="plan">The plan of an environment.</param>
    /// <param name="prefix">Prefix of the identities' names: the namespace of the environment.</param>
    /// <param name="identities">The client ids that the chart gets, by the service's name in camel case.</param>
    public static IEnumerable<string> OfClientIds(Plan plan, string prefix, JsonNode? identities) =>
        from service in Services
        let wanted = IdentityOf(service, plan, prefix).FirstOrDefault()?.Text("client_id")
        let actual = identities.Text(Hyphen().Replace(service, match => match.Groups[1].Value.ToUpperInvariant()))
        where wanted is null || actual != wanted
        select wanted is null ? $"{service}: there is no identity {prefix}-{service}" : $"{service}: the chart gets the client id {actual ?? "of no identity"}";

    private static IEnumerable<PlannedResource> IdentityOf(string service, Plan plan, string prefix) =>
        plan.Of("azurerm_user_assigned_identity").Where(identity => identity.Text("name") == $"{prefix}-{service}");

    [GeneratedRegex("-(.)")]
    private static partial Regex Hyphen();
}
