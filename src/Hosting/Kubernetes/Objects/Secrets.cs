using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// Secrets of which only references are written. The External Secrets Operator makes them: of Key Vault in the home <c>azure</c>, of generated passwords in the
/// home <c>standalone</c>.
/// </summary>
internal static class Secrets
{
    /// <summary>Key of the value in each Secret, which is named as the parameter.</summary>
    public const string Key = "value";

    private const string Store = "azure-key-vault";
    private const string Generator = "password";

    // Volumes outlast a release, and so must the passwords of what is on them.
    private static readonly Dictionary<string, string> Kept = new() { ["helm.sh/resource-policy"] = "keep" };

    /// <summary>A variable with the value of a secret parameter.</summary>
    public static V1EnvVar Variable(string name, string parameter) => new()
    {
        Name = name,
        ValueFrom = new V1EnvVarSource { SecretKeyRef = new V1SecretKeySelector { Name = parameter, Key = Key } },
    };

    public static void Add(ObjectList list, ShopModel shop, Variant variant)
    {
        var isAzure = variant.Home is KubernetesHome.Azure;
        if (isAzure)
        {
            list.Add("external-secrets.io/v1", "SecretStore", Store, new
            {
                provider = new { azurekv = new { authType = "WorkloadIdentity", vaultUrl = $"https://{variant.Namespace}.vault.azure.net", serviceAccountRef = new { name = Store } } },
            });
            // The identity's client id is known once Terraform has made it: the value azure.identity.clientId.
            list.Add(
                new V1ServiceAccount
                {
                    Metadata = new V1ObjectMeta { Annotations = new Dictionary<string, string> { ["azure.workload.identity/client-id"] = "00000000-0000-0000-0000-000000000000" } },
                    AutomountServiceAccountToken = false,
                },
                Store);
        }
        else
        {
            // Letters and digits only: a connection string has its own meaning for the rest.
            list.Add("generators.external-secrets.io/v1alpha1", "Password", Generator, new { length = 32, digits = 8, symbols = 0, noUpper = false, allowRepeat = true });
        }

        foreach (var parameter in Parameters(shop, isAzure))
        {
            list.Add("external-secrets.io/v1", "ExternalSecret", parameter, isAzure
                ? new
                {
                    refreshInterval = "2m",
                    secretStoreRef = new { kind = "SecretStore", name = Store },
                    target = new { name = parameter },
                    data = new[] { new { secretKey = Key, remoteRef = new { key = parameter } } },
                }
                : new
                {
                    // Zero: generated once, and kept.
                    refreshInterval = "0s",
                    target = new { name = parameter },
                    dataFrom = new[]
                    {
                        new
                        {
                            sourceRef = new { generatorRef = new { apiVersion = "generators.external-secrets.io/v1alpha1", kind = "Password", name = Generator } },
                            rewrite = new[] { new { regexp = new { source = "password", target = Key } } },
                        },
                    },
                }, isAzure ? null : Kept);
        }
    }

    private static SortedSet<string> Parameters(ShopModel shop, bool isAzure)
    {
        var parameters = new SortedSet<string>(shop.Workloads.SelectMany(workload => workload.Secrets.Values), StringComparer.Ordinal);
        foreach (var backing in shop.Backing)
        {
            if (isAzure && backing.AzureSecret is { } secret)
                parameters.Add(secret);
        }

        return parameters;
    }
}
