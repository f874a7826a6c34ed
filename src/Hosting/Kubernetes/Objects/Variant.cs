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
internal sealed record Variant(KubernetesStage Stage, KubernetesHome Home, Mesh Mesh, KubernetesDelivery Delivery)
{
    public string Namespace => Stage.Namespace;

    /// <summary>What a stage is without further values.</summary>
    public static Variant DefaultOf(KubernetesStage stage) => new(stage, stage.Home, Mesh.None, stage.Delivery);
}
