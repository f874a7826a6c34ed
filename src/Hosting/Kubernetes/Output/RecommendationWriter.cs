using System.Text.Json.Nodes;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>VerticalPodAutoscalers that recommend requests and change nothing: one beside a horizontal autoscaler must not.</summary>
internal static class RecommendationWriter
{
    public static void Write(OutputFiles files, ShopModel shop)
    {
        foreach (var variant in shop.Environment.Stages.Select(Variant.DefaultOf))
        {
            var list = new ObjectList(variant.Namespace, new ObjectCache());
            foreach (var workload in shop.Workloads.Where(workload => !workload.IsStateful && workload.PublicImage is null))
            {
                var target = Scaling.TargetOf(variant, workload);
                list.Add("autoscaling.k8s.io/v1", "VerticalPodAutoscaler", workload.Name, new
                {
                    targetRef = new { apiVersion = target.ApiVersion, kind = target.Kind, name = target.Name },
                    updatePolicy = new { updateMode = "Off" },
                });
            }

            var folder = $"recommendations/{variant.Stage.Name}";
            files.Add($"{folder}/recommendations.yaml", Yaml.Header + Yaml.Write(list.Objects.Select(target => target.Json)));
            files.Add($"{folder}/kustomization.yaml", Yaml.Header + Yaml.Write([new JsonObject
            {
                ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
                ["kind"] = "Kustomization",
                ["resources"] = new JsonArray("recommendations.yaml"),
            }]));
        }
    }
}
