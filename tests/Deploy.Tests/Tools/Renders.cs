using System.Collections.Concurrent;
using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(Renders))]

namespace OtelShop.Deploy.Tests.Tools;

/// <summary>What helm and kubectl make of deploy/, rendered once for all tests.</summary>
public sealed class Renders
{
    internal static readonly string[] Stages = ["dev", "staging", "prod"];
    private static readonly string[] Homes = ["standalone", "azure"];
    private static readonly string[] Meshes = ["none", "linkerd", "istio"];

    private static readonly string[] Deliveries = ["rolling", "canary", "blueGreen", "flagger"];

    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<KubernetesObject>>>> _renders = new();

    public static TheoryData<string> EachStage => [.. Stages];

    /// <summary>Every combination that has an overlay.</summary>
    public static TheoryData<string, string> EachOverlay => [.. from stage in Stages from mesh in Meshes select (stage, mesh)];

    /// <summary>Every combination of an overlay with another provider of secrets. Key Vault, of which the CSI driver reads, is in Azure.</summary>
    public static TheoryData<string, string, string> EachProvider =>
        [.. from stage in Stages from mesh in Meshes from provider in (string[])["sealed", "csi"] where provider == "sealed" || DefaultHome(stage) == "azure" select (stage, mesh, provider)];

    public static TheoryData<string, string> EachHome => [.. from stage in Stages from home in Homes select (stage, home)];

    /// <summary>Every combination that the chart can be installed in.</summary>
    public static TheoryData<string, string, string> Each => [.. from stage in Stages from home in Homes from mesh in Meshes select (stage, home, mesh)];

    public static TheoryData<string, string, string> EachMesh => [.. from stage in Stages from home in Homes from mesh in Meshes where mesh != "none" select (stage, home, mesh)];

    /// <summary>Every way of taking over a new version, with each mesh.</summary>
    public static TheoryData<string, string> EachDelivery => [.. from delivery in Deliveries from mesh in Meshes select (delivery, mesh)];

    public static string Chart { get; } = Path.Combine(DeployTools.DeployFolder, "helm", "otelshop");

    public static string DefaultHome(string stage) => stage == "dev" ? "standalone" : "azure";

    public static string NamespaceOf(string stage) => $"otel-demo-{stage}";

    /// <summary>Values of a stage: <c>-f values-dev.yaml --set ...</c>.</summary>
    public static string[] Values(string stage, string home, string mesh = "none") =>
        ["-f", Path.Combine(Chart, $"values-{stage}.yaml"), "--set", $"home={home}", "--set", $"mesh={mesh}", "--set", "namespace.create=true"];

    internal Task<IReadOnlyList<KubernetesObject>> HelmAsync(string stage, string home, string mesh = "none") =>
        OnceAsync($"helm {stage} {home} {mesh}", () => DeployTools.HelmAsync(["template", "otelshop", Chart, "-n", NamespaceOf(stage), .. Values(stage, home, mesh)]));

    /// <summary>The chart with values files, relative to deploy/, and values.</summary>
    internal Task<IReadOnlyList<KubernetesObject>> ReleaseAsync(string @namespace, IEnumerable<string> files, IEnumerable<string> values)
    {
        string[] arguments = [.. files.SelectMany(file => (string[])["-f", Path.Combine(DeployTools.DeployFolder, file)]), .. values.SelectMany(value => (string[])["--set", value])];
        return OnceAsync($"{@namespace} {string.Join(' ', arguments)}", () => DeployTools.HelmAsync(["template", "otelshop", Chart, "-n", @namespace, .. arguments]));
    }

    /// <summary>Staging with another way of taking over new versions.</summary>
    internal Task<IReadOnlyList<KubernetesObject>> DeliveryAsync(string delivery, string mesh) => OnceAsync(
        $"helm {delivery} {mesh}",
        () => DeployTools.HelmAsync(["template", "otelshop", Chart, "-n", NamespaceOf("staging"), .. Values("staging", "azure", mesh), "--set", $"delivery={delivery}"]));

    /// <summary>The release as the pipeline installs it, with the tags of the stage.</summary>
    internal Task<IReadOnlyList<KubernetesObject>> TaggedHelmAsync(string stage) => OnceAsync($"helm tagged {stage}", () => DeployTools.HelmAsync(
        ["template", "otelshop", Chart, "-n", NamespaceOf(stage), .. Values(stage, DefaultHome(stage)), "-f", Path.Combine(DeployTools.DeployFolder, "gitops", stage, "values.yaml")]));

    internal Task<IReadOnlyList<KubernetesObject>> KustomizeAsync(string stage, string mesh) => BuildAsync(OverlayOf(stage, mesh));

    /// <summary>The overlay with the component that has its rules and monitors.</summary>
    internal Task<IReadOnlyList<KubernetesObject>> MonitoredKustomizeAsync(string stage, string mesh) => WithComponentAsync(stage, mesh, Path.Combine("monitoring", stage));

    /// <summary>The overlay with the component of a provider of secrets.</summary>
    internal Task<IReadOnlyList<KubernetesObject>> ProvidedKustomizeAsync(string stage, string mesh, string provider) => WithComponentAsync(stage, mesh, Path.Combine("secrets", provider, stage));

    internal Task<IReadOnlyList<KubernetesObject>> TaggedKustomizeAsync(string stage) => BuildAsync(Path.Combine("gitops", stage));

    /// <summary>Distinct objects of every render with the name of the first that holds them, in the form that peers/ reads.</summary>
    internal async Task<JsonArray> AllAsync()
    {
        var objects = new Dictionary<string, JsonNode>();
        void Add(string source, IEnumerable<KubernetesObject> items)
        {
            foreach (var item in items)
                objects.TryAdd(item.Json.ToJsonString(), item.Entry(source));
        }

        foreach (var (stage, home, mesh) in from stage in Stages from home in Homes from mesh in Meshes select (stage, home, mesh))
            Add($"{stage} {home} {mesh}", await HelmAsync(stage, home, mesh));
        // Deployments of the other ways are those of the stages.
        foreach (var (delivery, mesh) in from delivery in Deliveries from mesh in Meshes select (delivery, mesh))
            Add($"{delivery} {mesh}", (await DeliveryAsync(delivery, mesh)).Where(item => item.Kind != "Deployment" || (delivery, mesh) is ("flagger", "none")));
        return [.. objects.Values];
    }

    /// <summary>What Kustomize makes of a folder below deploy/.</summary>
    internal Task<IReadOnlyList<KubernetesObject>> BuildAsync(string folder) =>
        OnceAsync(folder, () => DeployTools.KubectlAsync("kustomize", Path.Combine(DeployTools.DeployFolder, folder)));

    private Task<IReadOnlyList<KubernetesObject>> WithComponentAsync(string stage, string mesh, string component) => OnceAsync($"{OverlayOf(stage, mesh)} {component}", async () =>
    {
        var folder = Directory.CreateTempSubdirectory("otelshop-overlay-");
        try
        {
            // Kustomize takes no absolute path.
            string At(string path) => Path.GetRelativePath(folder.FullName, Path.GetFullPath(Path.Combine(DeployTools.DeployFolder, path)));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "kustomization.yaml"), new JsonObject
            {
                ["resources"] = new JsonArray(At(OverlayOf(stage, mesh))),
                ["components"] = new JsonArray(At(Path.Combine("kustomize", "components", component))),
            }.ToJsonString());
            return await DeployTools.KubectlAsync("kustomize", folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });

    private static string OverlayOf(string stage, string mesh) => Path.Combine("kustomize", "overlays", mesh == "none" ? stage : $"{stage}-{mesh}");

    private Task<IReadOnlyList<KubernetesObject>> OnceAsync(string name, Func<Task<ToolResult>> render) =>
        _renders.GetOrAdd(name, _ => new(async () => KubernetesObject.Parse((await render()).Succeeded()))).Value;
}
