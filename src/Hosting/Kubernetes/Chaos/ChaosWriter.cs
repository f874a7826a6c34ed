using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Chaos;

/// <summary>Writes the experiments of the stages that allow them. Nothing applies them but an operator: docs/chaos.md.</summary>
internal static class ChaosWriter
{
    private const string Api = "chaos-mesh.org/v1alpha1";
    private const string Prefix = "otelshop.io/";

    public static void Write(OutputFiles files, ShopModel shop)
    {
        foreach (var stage in shop.Environment.Stages.Where(stage => stage.AllowsExperiments))
        {
            var list = new ObjectList(stage.Namespace, new ObjectCache());
            foreach (var experiment in new Experiments(shop, stage).All())
                list.Add(Api, experiment.Kind, experiment.Name, experiment.Spec, Annotations(experiment), experiment.Owner, new() { [$"{Prefix}experiment"] = experiment.Name });
            files.Add($"chaos/{stage.Name}.yaml", Yaml.Header + Yaml.Write(list.Objects.Select(target => target.Json)));
        }
    }

    private static Dictionary<string, string> Annotations(Experiment experiment) => experiment.Alert is { } alert
        ? new() { [$"{Prefix}alert"] = alert.Name, [$"{Prefix}alert-service"] = alert.Service }
        : new() { [$"{Prefix}alert"] = "none" };
}
