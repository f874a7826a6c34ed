using Aspire.Hosting;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Service meshes that the chart knows; the values of <c>mesh</c>.</summary>
internal enum Mesh
{
    None,
    Linkerd,
    Istio,
}

/// <summary>One way to install the shop.</summary>
internal sealed record Variant(KubernetesStage Stage, KubernetesHome Home, Mesh Mesh, KubernetesDelivery Delivery, SecretsProvider Provider = SecretsProvider.External)
{
    public string Namespace => Stage.Namespace;

    /// <summary>Every way to install the stages. Key Vault, of which the CSI driver reads, is in the home <c>azure</c> alone.</summary>
    public static IEnumerable<Variant> AllOf(IEnumerable<KubernetesStage> stages) =>
        from stage in stages
        from home in Enum.GetValues<KubernetesHome>()
        from mesh in Enum.GetValues<Mesh>()
        from delivery in Enum.GetValues<KubernetesDelivery>()
        from provider in Enum.GetValues<SecretsProvider>()
        where provider is not SecretsProvider.Csi || home is KubernetesHome.Azure
        select new Variant(stage, home, mesh, delivery, provider);

    /// <summary>What a stage is without further values.</summary>
    public static Variant DefaultOf(KubernetesStage stage) => new(stage, stage.Home, Mesh.None, stage.Delivery);
}
