using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// Secrets of which only references are written. The External Secrets Operator makes them: of Key Vault in the home <c>azure</c>, of generated passwords in the
/// home <c>standalone</c>, whose certificate cert-manager makes.
/// </summary>
internal static class Secrets
{
    /// <summary>Key of the value in each Secret, which is named as the parameter.</summary>
    public const string Key = "value";

    /// <summary>Secret with the certificate of a stage that uses TLS.</summary>
    public const string Certificate = "otelshop-tls";

    /// <summary>Store of that certificate in the home <c>azure</c>.</summary>
    public const string CertificateStore = "azure-key-vault-certificates";

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

    /// <summary>Secret parameters by variable. Those of backing services have no use where an identity signs in, or where a file has them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(Workload workload, KubernetesHome home) => workload.Secrets.Where(secret =>
        workload.Backing.All(backing => !backing.Passwords.Contains(secret.Value) || (!workload.HasIdentity(home) && backing.PasswordFileVariable is null)));

    /// <summary>Backing services whose password is a file in the container, and its parameter: the file changes without a restart.</summary>
    public static IEnumerable<(BackingService Backing, string Parameter)> FilesOf(Workload workload, KubernetesHome home) =>
        from backing in workload.Backing
        where backing.PasswordFileVariable is not null && !workload.HasIdentity(home)
        from parameter in workload.Secrets.Values.Distinct()
        where backing.Passwords.Contains(parameter)
        select (backing, parameter);

    /// <summary>Path of a key of a mounted Secret; of its value unless another is named.</summary>
    public static string FileOf(string parameter, string key = Key) => $"{FolderOf(parameter)}/{key}";

    /// <summary>Mounts the Secret of a parameter, for the group of the pod to read.</summary>
    public static void Mount(string parameter, V1Container container, V1PodSpec pod)
    {
        container.VolumeMounts = [.. container.VolumeMounts ?? [], new V1VolumeMount { Name = parameter, MountPath = FolderOf(parameter), ReadOnlyProperty = true }];
        pod.Volumes.Add(new V1Volume { Name = parameter, Secret = new V1SecretVolumeSource { SecretName = parameter, DefaultMode = 0b100_100_000 } });
    }

    private static string FolderOf(string parameter) => $"/etc/otelshop/secrets/{parameter}";

    public static void Add(ObjectList list, ShopModel shop, Variant variant)
    {
        if (variant.Provider is SecretsProvider.External)
            AddParameters(list, shop, variant);
        if (variant.Provider is SecretsProvider.Csi)
            SecretsDriver.Add(list, shop, variant);
        if (variant.Home is KubernetesHome.Azure)
            list.Add(new V1ServiceAccount { Metadata = Identities.Annotated(), AutomountServiceAccountToken = false }, Store);
        if (!variant.Stage.UsesTls || !shop.Workloads.Any(workload => workload.IsExternal))
            return;
        if (variant.Home is KubernetesHome.Azure)
            AddCertificate(list, variant.Stage.Certificate);
        else
            AddCertificate(list, variant.Stage);
    }

    private static void AddParameters(ObjectList list, ShopModel shop, Variant variant)
    {
        var isAzure = variant.Home is KubernetesHome.Azure;
        if (isAzure)
            AddStore(list, Store, $"https://{variant.Namespace}.vault.azure.net");
        else
            // Letters and digits only: a connection string has its own meaning for the rest.
            list.Add("generators.external-secrets.io/v1alpha1", "Password", Generator, new { length = 32, digits = 8, symbols = 0, noUpper = false, allowRepeat = true });
        var parameters = new SortedSet<string>(shop.Workloads.SelectMany(workload => Of(workload, variant.Home).Select(secret => secret.Value)), StringComparer.Ordinal);
        if (!isAzure)
            parameters.UnionWith(shop.Backing.SelectMany(backing => backing.Passwords));
        foreach (var parameter in parameters)
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
                    target = TargetOf(parameter, shop),
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

    // redis_exporter reads passwords as JSON by address.
    private static object TargetOf(string parameter, ShopModel shop) => shop.Backing.OfType<ValkeyService>().FirstOrDefault(cache => cache.PasswordParameter == parameter) is not { } cache
        ? new { name = parameter }
        : new
        {
            name = parameter,
            template = new
            {
                data = new SortedDictionary<string, string>(StringComparer.Ordinal)
                {
                    [Key] = $"{{{{ .{Key} }}}}",
                    [BackingExporters.ValkeyPasswords] = $"{{\"{BackingExporters.AddressOf(cache)}\": \"{{{{ .{Key} }}}}\"}}",
                },
            },
        };

    private static void AddStore(ObjectList list, string name, string vaultUrl) => list.Add("external-secrets.io/v1", "SecretStore", name, new
    {
        provider = new { azurekv = new { authType = "WorkloadIdentity", vaultUrl, serviceAccountRef = new { name = Store } } },
    });

    // Ninety days, of which cert-manager uses sixty; each renewal has another key.
    private static void AddCertificate(ObjectList list, KubernetesStage stage) => list.Add("cert-manager.io/v1", "Certificate", Certificate, new
    {
        secretName = Certificate,
        dnsNames = new[] { stage.Host },
        issuerRef = new { group = "cert-manager.io", kind = "ClusterIssuer", name = stage.Issuer },
        privateKey = new { algorithm = "ECDSA", size = 256, rotationPolicy = "Always" },
    });

    // Key Vault has certificate and key as PKCS#12 in Base64.
    private static void AddCertificate(ObjectList list, KeyVaultCertificate certificate)
    {
        AddStore(list, CertificateStore, certificate.VaultUrl);
        list.Add("external-secrets.io/v1", "ExternalSecret", Certificate, new
        {
            refreshInterval = "1h",
            secretStoreRef = new { kind = "SecretStore", name = CertificateStore },
            target = new
            {
                name = Certificate,
                template = new
                {
                    type = "kubernetes.io/tls",
                    data = new SortedDictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["tls.crt"] = "{{ .certificate | b64dec | pkcs12cert }}",
                        ["tls.key"] = "{{ .certificate | b64dec | pkcs12key }}",
                    },
                },
            },
            data = new[] { new { secretKey = "certificate", remoteRef = new { key = certificate.Name } } },
        });
    }
}
