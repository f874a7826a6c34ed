using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Admission by the published rules: two engines evaluate the expressions of the ValidatingAdmissionPolicies.</summary>
internal static class PolicyCheck
{
    /// <summary>What the policies deny, as <c>source: Kind/name: policy: message</c>.</summary>
    /// <param name="policies">ValidatingAdmissionPolicies.</param>
    /// <param name="entries">Objects with their source.</param>
    public static Task<IReadOnlyList<string>> DeniedAsync(IEnumerable<KubernetesObject> policies, JsonArray entries) => SchemaCheck.RunAsync(
        "cel.mjs", new JsonArray(new JsonObject { ["policies"] = new JsonArray([.. policies.Select(policy => policy.Json.DeepClone())]), ["objects"] = entries }));

    /// <summary>The pods that a workload makes, as the API server gets them.</summary>
    public static KubernetesObject PodOf(Workload workload)
    {
        var metadata = workload.Template["metadata"]?.DeepClone().AsObject() ?? [];
        metadata["name"] = workload.Name;
        return new KubernetesObject(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = workload.Pod!.DeepClone() });
    }

    /// <summary>The objects with registry and tag of a stage's values.yaml in the images of the shop, as Helm and Kustomize put them there.</summary>
    public static KubernetesObject Tagged(KubernetesObject item, string registry, string tag)
    {
        var copy = item.Json.DeepClone().AsObject();
        foreach (var workload in Workload.Of([new KubernetesObject(copy)]))
            foreach (var container in workload.AllContainers.Where(container => container.Text("image")!.StartsWith("otelshop/", StringComparison.Ordinal)))
                container["image"] = $"{registry}/{container.Text("image")}:{tag}";
        return new KubernetesObject(copy);
    }
}
