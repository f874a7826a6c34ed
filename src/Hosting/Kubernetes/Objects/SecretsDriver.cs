using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// Secrets of Key Vault by the Secrets Store CSI driver. It reads them with the identity of the pod that mounts its volume, and makes the Secrets that the pod's
/// variables refer to.
/// </summary>
internal static class SecretsDriver
{
    /// <summary>Kind of the object that says which secrets a workload gets.</summary>
    public const string Kind = "SecretProviderClass";

    /// <summary>Where that object has the client id of the workload's identity.</summary>
    public const string ClientId = "/spec/parameters/clientID";

    /// <summary>Where it has the tenant of the vault.</summary>
    public const string TenantId = "/spec/parameters/tenantID";

    /// <summary>Where it has the name of the vault.</summary>
    public const string VaultName = "/spec/parameters/keyvaultName";

    private const string Volume = "secrets-store";

    public static void Add(ObjectList list, ShopModel shop, Variant variant)
    {
        foreach (var workload in shop.Workloads)
        {
            if (ParametersOf(workload, variant) is not { Count: > 0 } parameters)
                continue;
            list.Add("secrets-store.csi.x-k8s.io/v1", Kind, workload.Name, new
            {
                provider = "azure",
                parameters = new
                {
                    usePodIdentity = "false",
                    clientID = Identities.UnknownId,
                    keyvaultName = variant.Namespace,
                    tenantID = Identities.UnknownId,
                    // YAML in YAML: the provider's format.
                    objects = $"array:\n{string.Concat(parameters.Select(parameter => $"  - |\n    objectName: {parameter}\n    objectType: secret\n"))}",
                },
                secretObjects = parameters.Select(parameter => new
                {
                    secretName = parameter,
                    type = "Opaque",
                    data = new[] { new { objectName = parameter, key = Secrets.Key } },
                }),
            });
        }
    }

    /// <summary>Mounts the volume in the pod of a workload with secrets: the Secrets exist for as long as a pod does.</summary>
    public static void AddTo(V1PodSpec pod, V1Container container, Workload workload, Variant variant)
    {
        if (variant.Provider is not SecretsProvider.Csi || ParametersOf(workload, variant).Count == 0)
            return;
        container.VolumeMounts.Add(new V1VolumeMount { Name = Volume, MountPath = $"/mnt/{Volume}", ReadOnlyProperty = true });
        pod.Volumes.Add(new V1Volume
        {
            Name = Volume,
            Csi = new V1CSIVolumeSource
            {
                Driver = "secrets-store.csi.k8s.io",
                ReadOnlyProperty = true,
                VolumeAttributes = new Dictionary<string, string> { ["secretProviderClass"] = workload.Name },
            },
        });
    }

    private static SortedSet<string> ParametersOf(Workload workload, Variant variant) => new(Secrets.Of(workload, variant.Home).Select(secret => secret.Value), StringComparer.Ordinal);
}
