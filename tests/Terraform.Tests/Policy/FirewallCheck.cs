using System.Text.RegularExpressions;

namespace OtelShop.Terraform.Tests.Policy;

/// <summary>A firewall lets through what GitOps reads: the repositories of charts.</summary>
internal static partial class FirewallCheck
{
    /// <summary>Hosts of the repositories in manifests of Argo CD and Flux.</summary>
    public static IEnumerable<string> HostsOf(string manifests) => Repository().Matches(manifests).Select(match => match.Groups["host"].Value).Distinct();

    /// <param name="plan">The plan of an environment with a firewall.</param>
    /// <param name="hosts">Hosts that its cluster calls by HTTPS.</param>
    public static IEnumerable<string> Check(Plan plan, IEnumerable<string> hosts)
    {
        var admitted = plan.Of("azurerm_firewall_policy_rule_collection_group").SelectMany(group => group.Blocks("application_rule_collection")).SelectMany(rules => rules.Blocks("rule"))
            .SelectMany(rule => rule.Texts("destination_fqdns")).ToList();
        // The registry of Docker Hub has another name than its images.
        return from host in hosts
               let name = host == "docker.io" ? "registry-1.docker.io" : host
               where !admitted.Any(pattern => pattern.StartsWith("*.", StringComparison.Ordinal) ? name.EndsWith(pattern[1..], StringComparison.Ordinal) : name == pattern)
               select $"{host} is not let through";
    }

    // grafana_url and root_url are no repositories.
    [GeneratedRegex(@"(?<!\w)(repoURL|url): (https://|oci://)?(?<host>[a-z0-9.-]+)")]
    private static partial Regex Repository();
}
