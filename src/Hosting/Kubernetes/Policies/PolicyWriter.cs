using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Collector;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>
/// Writes the rules for each engine: policies in a base, and in a folder for each stage what says whether a breach is reported or refused.
/// </summary>
internal sealed class PolicyWriter(OutputFiles files, ShopModel shop, IReadOnlyDictionary<Variant, IReadOnlyList<KubernetesObject>> variants)
{
    // The sidecars that a mesh adds.
    private static readonly string[] MeshImages = ["cr.l5d.io/linkerd/proxy", "docker.io/istio/proxyv2"];

    // cert-manager runs it for seconds when Let's Encrypt asks for a proof of a host name.
    private const string SolverImage = "quay.io/jetstack/cert-manager-acmesolver";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write()
    {
        var rules = PodRules.Of($"{shop.Environment.ImageRegistry}/{Labels.Shop}/", OtherImages());
        var signature = new ImageSignature(shop.Environment);
        Write("admission", AdmissionPolicies.Of(rules), stage => AdmissionPolicies.BindingsOf(rules, stage.Policies));
        Write("kyverno", KyvernoPolicies.Of(rules), _ => [], KyvernoPolicies.Patch);
        Write("signatures", [signature.Policy], _ => [], ImageSignature.Patch);
        files.Add("policies/signatures/signer.json", JsonSerializer.Serialize(signature.Signer, Indented) + "\n");
        Write("gatekeeper", GatekeeperPolicies.Of(rules), stage => GatekeeperPolicies.ConstraintsOf(rules, stage.Policies));
        // The proxy of a mesh connects for the service, whose own connections stay as they are.
        new FalcoRules(files, shop).Write(ObjectsOf(variants.Keys.Where(variant => variant.Mesh is Mesh.None)));
    }

    private IEnumerable<KubernetesObject> ObjectsOf(IEnumerable<Variant> chosen) => chosen.SelectMany(variant => variants[variant]).Distinct();

    private IEnumerable<string> OtherImages() =>
        ObjectsOf(variants.Keys).SelectMany(target => ImagesOf(target.Json)).Concat([CollectorNames.Image, GatewayObjects.ShellImage]).Where(image => image.Contains('.', StringComparison.Ordinal))
            .Select(image => image[..image.LastIndexOf(':')]).Concat([.. MeshImages, SolverImage]).Distinct().Order(StringComparer.Ordinal);

    // An image that others publish has a registry, and with it a dot.
    private static IEnumerable<string> ImagesOf(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => entry is { Key: "image", Value: JsonValue image } ? [(string)image!] : ImagesOf(entry.Value)),
        JsonArray list => list.SelectMany(ImagesOf),
        _ => [],
    };

    private void Write(string engine, IReadOnlyList<object> policies, Func<KubernetesStage, IReadOnlyList<object>> ofStage, Func<KubernetesPolicyMode, JsonArray>? patches = null)
    {
        var folder = $"policies/{engine}";
        WriteFolder($"{folder}/base", [], policies, null);
        foreach (var stage in shop.Environment.Stages)
            WriteFolder($"{folder}/{stage.Name}", ["../base"], ofStage(stage), patches?.Invoke(stage.Policies));
    }

    private void WriteFolder(string folder, string[] parents, IReadOnlyList<object> objects, JsonArray? patches)
    {
        var kustomization = new JsonObject
        {
            ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
            ["kind"] = "Kustomization",
            ["resources"] = new JsonArray([.. parents, .. objects.Count > 0 ? ["policies.yaml"] : Array.Empty<string>()]),
        };
        if (patches is { Count: > 0 })
            kustomization["patches"] = patches;
        if (objects.Count > 0)
            files.Add($"{folder}/policies.yaml", Yaml.Header + Yaml.Write(objects.Select(target => JsonSerializer.SerializeToNode(target)!)));
        files.Add($"{folder}/kustomization.yaml", Yaml.Header + Yaml.Write([kustomization]));
    }
}
