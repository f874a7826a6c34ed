using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Managed identities of Azure, which pods get by Azure Workload Identity: the account names the identity, the label asks for its token.</summary>
internal static class Identities
{
    /// <summary>Label of pods with an identity.</summary>
    public const string Label = "azure.workload.identity/use";

    /// <summary>Name of the policy that lets pods with an identity get their tokens.</summary>
    public const string Policy = "allow-entra-id";

    /// <summary>Client ids and the tenant, which Terraform says: the values <c>azure.identityClientId</c>, <c>azure.identities</c> and <c>secrets.csi</c>.</summary>
    public const string UnknownId = "00000000-0000-0000-0000-000000000000";

    /// <summary>Where Microsoft Entra ID answers, by Microsoft's list of endpoints (set 56). Policies know no host names.</summary>
    public static IEnumerable<string> EntraRanges { get; } = ["20.20.32.0/19", "20.190.128.0/18", "20.231.128.0/19", "40.126.0.0/18"];

    /// <summary>Name of a workload's managed identity, which is its role in PostgreSQL too.</summary>
    public static string NameOf(Workload workload, Variant variant) => $"{variant.Namespace}-{workload.Name}";

    /// <summary>Metadata of an account with an identity.</summary>
    public static V1ObjectMeta Annotated() => new() { Annotations = new Dictionary<string, string> { ["azure.workload.identity/client-id"] = UnknownId } };
}
