using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests;

/// <summary>The rules of admission under deploy/policies, over everything that is published.</summary>
public sealed class PolicyTests(Renders renders)
{
    private static readonly string Base = Path.Combine("policies", "admission", "base");

    [Fact]
    public async Task Everything_published_is_admitted()
    {
        var entries = new Dictionary<string, JsonNode>();
        void Add(string source, IEnumerable<KubernetesObject> objects)
        {
            foreach (var item in objects)
                entries.TryAdd(item.Json.ToJsonString(), item.Entry(source));
        }

        foreach (var stage in Renders.Stages)
        {
            Add($"helm {stage}", WithPods(await renders.TaggedHelmAsync(stage)));
            Add($"kustomize {stage}", WithPods(await renders.TaggedKustomizeAsync(stage)));
            Add($"checks {stage}", WithPods(await InRestrictedNamespacesAsync(stage)));
        }

        var (registry, tag) = await ImageOfAsync("prod");
        Add("operations", WithPods(await renders.BuildAsync(Path.Combine("operations", "restore-test"))));
        foreach (var entry in await renders.AllAsync())
            Add(entry!.Text("source")!, WithPods([PolicyCheck.Tagged(new KubernetesObject(entry!["object"]!.AsObject()), registry, tag)]));
        Assert.True(entries.Count > 300, $"{entries.Count} objects");

        FindingAssert.None(await PolicyCheck.DeniedAsync(await PoliciesAsync(), [.. entries.Values]));
    }

    [Theory, InlineData("dev", "Audit, Warn", "Audit", "warn"), InlineData("staging", "Deny, Audit", "Enforce", "deny"), InlineData("prod", "Deny, Audit", "Enforce", "deny")]
    public async Task Dev_reports_a_breach_and_other_stages_refuse_it(string stage, string actions, string kyverno, string gatekeeper)
    {
        var policies = await renders.BuildAsync(Path.Combine("policies", "admission", stage));
        var bindings = policies.Where(item => item.Kind == "ValidatingAdmissionPolicyBinding").ToList();
        var signatures = (await renders.BuildAsync(Path.Combine("policies", "signatures", stage))).SelectMany(item => item.Spec.Items("rules")).SelectMany(rule => rule.Items("verifyImages")).ToList();

        Assert.Equal(policies.Except(bindings).Select(policy => policy.Name), bindings.Select(binding => binding.Spec.Text("policyName")));
        Assert.All(bindings, binding => Assert.Equal(actions, string.Join(", ", binding.Spec.Items("validationActions"))));
        Assert.All(await renders.BuildAsync(Path.Combine("policies", "kyverno", stage)), policy => Assert.Equal(kyverno, Assert.Single(policy.Spec.Items("rules")).Text("validate", "failureAction")));
        Assert.All((await renders.BuildAsync(Path.Combine("policies", "gatekeeper", stage))).Where(item => item.Kind != "ConstraintTemplate"), constraint => Assert.Equal(gatekeeper, constraint.Spec.Text("enforcementAction")));
        // Kyverno refuses a policy that reports and changes the image at once.
        Assert.Equal([(kyverno, kyverno == "Enforce"), (kyverno, kyverno == "Enforce")], signatures.Select(image => (image.Text("failureAction")!, image.Flag("mutateDigest")!.Value)));
    }

    [Fact]
    public async Task Every_engine_has_the_expressions_that_are_proven()
    {
        var proven = (await PoliciesAsync()).ToDictionary(policy => policy.Name["otelshop-".Length..], policy => Rules(policy.Spec, "validations"));
        var kyverno = (await renders.BuildAsync(Path.Combine("policies", "kyverno", "base"))).ToDictionary(policy => policy.Name["otelshop-".Length..], policy => Rules(policy.Spec.Items("rules").Single().At("validate", "cel"), "expressions"));
        var gatekeeper = (await renders.BuildAsync(Path.Combine("policies", "gatekeeper", "base"))).ToDictionary(
            template => template.Name, template => Rules(template.Spec.Items("targets").Single().Items("code").Single().At("source"), "validations"));

        Assert.Equal(proven.OrderBy(rule => rule.Key), kyverno.OrderBy(rule => rule.Key));
        Assert.Equal(proven.Select(rule => KeyValuePair.Create($"otelshop{rule.Key.Replace("-", "", StringComparison.Ordinal)}", rule.Value)).OrderBy(rule => rule.Key), gatekeeper.OrderBy(rule => rule.Key));
    }

    // GitOpsTests has those of Kubernetes' own kinds.
    [Fact]
    public async Task Every_custom_resource_has_the_shape_that_its_API_requires()
    {
        var entries = new JsonArray();
        foreach (var (engine, stage) in from engine in (string[])["kyverno", "signatures", "gatekeeper"] from stage in Renders.Stages select (engine, stage))
            foreach (var item in (await renders.BuildAsync(Path.Combine("policies", engine, stage))).Where(item => !item.ApiVersion.StartsWith("constraints.", StringComparison.Ordinal)))
                entries.Add(item.Entry($"{engine} {stage}"));

        Assert.True(entries.Count >= 45, $"{entries.Count} objects");
        FindingAssert.None(await SchemaCheck.CustomResourcesAsync(entries));
    }

    [Fact]
    public async Task The_signer_and_the_registry_are_those_of_the_pipelines()
    {
        var policy = Assert.Single(await renders.BuildAsync(Path.Combine("policies", "signatures", "base")));
        var signer = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(DeployTools.DeployFolder, "policies", "signatures", "signer.json")));
        var images = policy.Spec.Items("rules").SelectMany(rule => rule.Items("verifyImages")).ToList();
        var signers = images.SelectMany(image => image.Items("attestors").Concat(image.Items("attestations").SelectMany(attestation => attestation.Items("attestors"))))
            .SelectMany(attestor => attestor.Items("entries")).Select(entry => entry.At("keyless")).ToList();

        Assert.Equal(2, signers.Count);
        Assert.All(signers, verified => Assert.Equal(("keyless", verified.Text("issuer"), verified.Text("subject")), (signer.Text("method"), signer.Text("issuer"), signer.Text("identity"))));
        // The form of cosign 3 and of GitHub's attestations.
        Assert.All(images, image => Assert.Equal("SigstoreBundle", image.Text("type")));
        foreach (var stage in Renders.Stages)
            Assert.All(images, image => Assert.StartsWith($"{ImageOfAsync(stage).Result.Registry}/otelshop/", Assert.Single(image.Items("imageReferences")).ToString(), StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<KubernetesObject>> PoliciesAsync() => await renders.BuildAsync(Base);

    // The bindings select namespaces by the labels that these objects have.
    private async Task<IEnumerable<KubernetesObject>> InRestrictedNamespacesAsync(string stage)
    {
        KubernetesObject[] objects = [.. await renders.BuildAsync(Path.Combine("monitoring", "collector", stage)), .. await renders.BuildAsync(Path.Combine("monitoring", "synthetic", stage)), .. await renders.TaggedHelmAsync(stage)];
        var selector = (await renders.BuildAsync(Path.Combine("policies", "admission", stage))).First(item => item.Kind == "ValidatingAdmissionPolicyBinding").Spec.At("matchResources", "namespaceSelector");
        var selected = objects.Where(item => item.Kind == "Namespace" && LabelSelector.Matches(selector, item.Json.Labels("metadata", "labels"))).Select(item => item.Name).ToList();
        Assert.Equal(["observability-gateway", Renders.NamespaceOf(stage), "synthetic"], selected.Order(StringComparer.Ordinal));
        return objects.Where(item => selected.Contains(item.Namespace));
    }

    private static IEnumerable<KubernetesObject> WithPods(IEnumerable<KubernetesObject> objects)
    {
        var all = objects.ToList();
        return all.Concat(Workload.Of(all).Select(PolicyCheck.PodOf)).Where(item => item.Kind is "Pod" or "Deployment" or "StatefulSet" or "DaemonSet" or "Job" or "CronJob");
    }

    private static async Task<(string Registry, string Tag)> ImageOfAsync(string stage)
    {
        var image = Assert.Single(YamlReader.Read(await File.ReadAllTextAsync(GitOps.At("gitops", stage, "values.yaml")))).At("image");
        return (image.Text("registry")!, image.Text("tag")!);
    }

    private static string Rules(JsonNode? spec, string name) => spec.At("variables")!.ToJsonString() + spec.At(name)!.ToJsonString();
}
