using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Tools;

/// <summary>What Argo CD and Flux read from deploy/gitops and deploy/flux.</summary>
internal sealed class GitOps(Renders renders)
{
    public const string Repository = "https://github.com/otelshop/otelshop.git";

    /// <summary>Projects, Applications and ApplicationSets that the root Application applies, and itself.</summary>
    public async Task<IReadOnlyList<KubernetesObject>> ArgoAsync() =>
        [.. KubernetesObject.Parse(await File.ReadAllTextAsync(At("gitops", "root.yaml"))), .. await renders.BuildAsync(Path.Combine("gitops", "apps"))];

    /// <summary>Third-party charts in the cluster of a stage, by Argo CD.</summary>
    public Task<IReadOnlyList<KubernetesObject>> ArgoAddonsAsync(string stage) => renders.BuildAsync(Path.Combine("gitops", "addons", stage));

    /// <summary>Every Application that there is, those of ApplicationSets included.</summary>
    public async Task<IReadOnlyList<KubernetesObject>> ApplicationsAsync()
    {
        var argo = await ArgoAsync();
        var applications = argo.Where(item => item.Kind == "Application").Concat(argo.Where(item => item.Kind == "ApplicationSet").SelectMany(Expand)).ToList();
        foreach (var stage in Renders.Stages)
            applications.AddRange((await ArgoAddonsAsync(stage)).Where(item => item.Kind == "Application"));
        return applications;
    }

    public async Task<KubernetesObject> ShopAsync(string stage) => (await ApplicationsAsync()).Single(item => item.Name == $"otelshop-{stage}");

    /// <summary>What Flux applies in the cluster of a stage.</summary>
    public async Task<IReadOnlyList<KubernetesObject>> FluxAsync(string stage) =>
        [.. await renders.BuildAsync(Path.Combine("flux", "clusters", stage)), .. await renders.BuildAsync(Path.Combine("flux", "addons", stage)), .. await renders.BuildAsync(Path.Combine("flux", "shop", stage))];

    /// <summary>Third-party charts that Flux installs: where from, where to and with which values.</summary>
    public static IEnumerable<string> ChartsOfFlux(IReadOnlyList<KubernetesObject> objects) => objects.Where(item => item.Kind == "HelmRelease" && item.Name != "otelshop").Select(item => ChartOf(
        objects.Single(repository => repository.Kind == "HelmRepository" && repository.Name == item.Spec.Text("chart", "spec", "sourceRef", "name")).Spec.Text("url")!,
        item.Spec.At("chart", "spec")!, "version", item.Spec.Text("targetNamespace")!, item.Spec.At("values"), item.Spec.Items("chart", "spec", "valuesFiles").Where(file => file.ToString() != "values.yaml"))).Order(StringComparer.Ordinal);

    /// <summary>The same of Argo CD.</summary>
    public static IEnumerable<string> ChartsOfArgo(IEnumerable<KubernetesObject> objects) => objects.Where(item => item.Spec.At("source", "chart") is not null).Select(item => ChartOf(
        item.Spec.Text("source", "repoURL")!, item.Spec.At("source")!, "targetRevision", item.Spec.Text("destination", "namespace")!, item.Spec.At("source", "helm", "valuesObject"), item.Spec.Items("source", "helm", "valueFiles"))).Order(StringComparer.Ordinal);

    public static string At(params string[] parts) => Path.Combine([DeployTools.DeployFolder, .. parts]);

    /// <summary>The elements of an ApplicationSet's list.</summary>
    public static IEnumerable<string> StagesOf(KubernetesObject set) => set.Spec.Items("generators").SelectMany(generator => generator.Items("list", "elements")).Select(element => element.Text("stage")!);

    // Flux reads the chart's own values when no file is named, Argo CD always.
    private static string ChartOf(string repository, JsonNode chart, string version, string @namespace, JsonNode? values, IEnumerable<JsonNode> files) =>
        $"{repository.Replace("oci://", "", StringComparison.Ordinal)} {chart.Text("chart")} {chart.Text(version)} in {@namespace}: {string.Join(' ', files)} {values?.ToJsonString() ?? "{}"}";

    private static IEnumerable<KubernetesObject> Expand(KubernetesObject set)
    {
        var template = set.Spec.At("template")!.ToJsonString();
        var values = StagesOf(set).Select(stage => ("{{.stage}}", stage)).ToList();
        // A pull request.
        IEnumerable<string> texts = values.Count > 0
            ? values.Select(value => template.Replace(value.Item1, value.stage, StringComparison.Ordinal))
            : [template.Replace("{{.number}}", "7", StringComparison.Ordinal).Replace("{{.head_sha}}", "0123456789abcdef", StringComparison.Ordinal).Replace("{{.head_short_sha_7}}", "0123456", StringComparison.Ordinal)];
        foreach (var text in texts)
        {
            var application = JsonNode.Parse(text)!.AsObject();
            application["apiVersion"] = "argoproj.io/v1alpha1";
            application["kind"] = "Application";
            application["metadata"]!["namespace"] = "argocd";
            yield return new KubernetesObject(application);
        }
    }
}
