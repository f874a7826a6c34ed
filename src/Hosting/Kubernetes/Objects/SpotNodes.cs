using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Azure's spot nodes: cheaper, and taken away with half a minute's notice.</summary>
internal static class SpotNodes
{
    public const string Label = "kubernetes.azure.com/scalesetpriority";
    public const string Value = "spot";

    /// <summary>The taint of spot nodes.</summary>
    public static IList<V1Toleration> Tolerations => [new() { Key = Label, OperatorProperty = "Equal", Value = Value, Effect = "NoSchedule" }];

    /// <summary>Whether some stage moves the workload there: an order needs neither it nor its data.</summary>
    public static bool Suit(ShopModel shop, Workload workload) =>
        !workload.Options.IsCritical && !workload.IsStateful && shop.Environment.Stages.Any(stage => stage.PrefersSpotNodes);

    /// <summary>Lets pods run there where the stage wants it; elsewhere the lists are empty, so that they are values of the chart.</summary>
    public static void Prefer(V1PodSpec pod, KubernetesStage stage)
    {
        pod.Tolerations = stage.PrefersSpotNodes ? Tolerations : [];
        pod.Affinity = new V1Affinity { NodeAffinity = new V1NodeAffinity { PreferredDuringSchedulingIgnoredDuringExecution = stage.PrefersSpotNodes ? [Preference] : [] } };
    }

    private static V1PreferredSchedulingTerm Preference => new()
    {
        Weight = 100,
        Preference = new V1NodeSelectorTerm { MatchExpressions = [new V1NodeSelectorRequirement { Key = Label, OperatorProperty = "In", Values = [Value] }] },
    };
}
