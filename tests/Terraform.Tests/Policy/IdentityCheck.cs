namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Workload identities: the pods that Azure trusts are pods that the shop publishes.</summary>
internal static class IdentityCheck
{
    private const string Audience = "api://AzureADTokenExchange";

    // What the platform installs beside the shop: the backup of cluster objects, and the controller of Application Gateway for Containers.
    private static readonly string[] Platform = ["velero:velero", "azure-alb-system:alb-controller-sa"];

    // What reads a managed service, and the service account of the secret store.
    private static readonly string[] Wanted =
        ["accounting", "azure-key-vault", "cart", "checkout", "fraud-detection", "frontend", "payment", "product-catalog", "recommendation"];

    /// <param name="plan">The plan of an environment.</param>
    /// <param name="published">Service accounts as namespace:name that the manifests of the environment hold.</param>
    public static IEnumerable<string> Check(Plan plan, IReadOnlyCollection<string> published)
    {
        var trusted = new HashSet<string>();
        foreach (var credential in plan.Of("azurerm_federated_identity_credential"))
        {
            var subject = credential.Text("subject") ?? "";
            var account = subject.StartsWith("system:serviceaccount:", StringComparison.Ordinal) ? subject["system:serviceaccount:".Length..] : "";
            if (!published.Contains(account) && !Platform.Contains(account)) yield return $"{credential.Address}: {subject} is no published service account";
            if (!trusted.Add(account)) yield return $"{credential.Address}: {subject} is trusted twice";
            if (!credential.Texts("audience").SequenceEqual([Audience])) yield return $"{credential.Address}: the audience is not {Audience}";
            if (!plan.Of("azurerm_kubernetes_cluster").Any(cluster => cluster.Text("oidc_issuer_url") == credential.Text("issuer")))
                yield return $"{credential.Address}: the issuer is no planned cluster";
        }

        foreach (var account in published.Where(account => Wanted.Contains(account.Split(':')[1])).Except(trusted)) yield return $"{account}: has no federated credential";
    }
}
