namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>What makes the Secrets of the secret parameters; the values of <c>secrets.provider</c>.</summary>
internal enum SecretsProvider
{
    /// <summary>The External Secrets Operator, of objects in the chart.</summary>
    External,

    /// <summary>Sealed Secrets, of objects that an operator commits: the chart has none.</summary>
    Sealed,

    /// <summary>The Secrets Store CSI driver, of Key Vault: only the home <c>azure</c> has one.</summary>
    Csi,
}
