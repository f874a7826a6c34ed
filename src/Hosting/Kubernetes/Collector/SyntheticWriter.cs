using System.Text.Json.Nodes;
using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Collector;

/// <summary>Checks from outside: the blackbox exporter asks the public address, and an order is placed every five minutes.</summary>
internal static class SyntheticWriter
{
    private const string Namespace = "synthetic";
    private const string Name = "synthetic-order";

    // The exporter's Service, in the namespace of Prometheus.
    private const string Exporter = "prometheus-blackbox-exporter";

    // What a shopper needs first: the page, an API behind it, and a picture.
    private static readonly string[] Paths = ["/", "/api/products", "/images/products/TheCometBook.jpg"];

    public static void Write(OutputFiles files, ShopModel shop, KubernetesStage stage)
    {
        var cache = new ObjectCache();
        var (checks, probes) = (new ObjectList(Namespace, cache), new ObjectList(shop.Environment.PrometheusNamespace, cache));
        var address = $"{(stage.UsesTls ? "https" : "http")}://{stage.Host}";
        checks.Add(CollectorParts.Namespace(Namespace, enforce: "restricted"), Namespace, owner: Name);
        checks.Add(new V1ServiceAccount { AutomountServiceAccountToken = false }, Name);
        checks.Add(CronJob(address), Name);
        checks.Add(CollectorParts.Policy(new V1LabelSelector(), [], [CollectorParts.ToAnyAddress(stage.UsesTls ? 443 : 80), CollectorParts.Dns()]), Name);
        probes.Add("monitoring.coreos.com/v1", "Probe", "shop-entrance", new
        {
            jobName = "blackbox",
            interval = "30s",
            module = "http_2xx",
            prober = new { url = $"{Exporter}.{shop.Environment.PrometheusNamespace}:9115" },
            targets = new { staticConfig = new { @static = Paths.Select(path => address + path), labels = new { stage = stage.Name } } },
        });
        var folder = $"monitoring/synthetic/{stage.Name}";
        files.Add($"{folder}/checks.yaml", Yaml.Header + Yaml.Write(checks.Objects.Concat(probes.Objects).Select(target => target.Json)));
        files.Add($"{folder}/kustomization.yaml", Yaml.Header + Yaml.Write([new JsonObject
        {
            ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
            ["kind"] = "Kustomization",
            ["resources"] = new JsonArray("checks.yaml"),
        }]));
    }

    private static V1CronJob CronJob(string address)
    {
        var job = SmokeTest.Job(address, Mesh.None);
        job.Template.Metadata = new V1ObjectMeta { Labels = Labels.Of(Name) };
        job.Template.Spec.ServiceAccountName = Name;
        job.Template.Spec.PriorityClassName = null;
        return new V1CronJob
        {
            Spec = new V1CronJobSpec
            {
                Schedule = "*/5 * * * *",
                ConcurrencyPolicy = "Forbid",
                StartingDeadlineSeconds = 120,
                SuccessfulJobsHistoryLimit = 1,
                FailedJobsHistoryLimit = 3,
                JobTemplate = new V1JobTemplateSpec { Spec = job },
            },
        };
    }
}
