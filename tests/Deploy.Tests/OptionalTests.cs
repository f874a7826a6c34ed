using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests;

/// <summary>Applications of deploy/gitops/optional: no stage has one, and each stage may add one.</summary>
public sealed class OptionalTests(Renders renders)
{
    private const string Namespace = "ai-tools";

    private static string[] ComponentsOf(string stage) => ["ai-tools", "opencost", $"recommendations/{stage}"];

    private readonly GitOps _git = new(renders);

    [Fact]
    public async Task No_stage_has_one_by_itself() =>
        Assert.DoesNotContain(await _git.ApplicationsAsync(), application => application.Spec.Text("project") is "optional" or "mesh");

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task A_stage_that_adds_them_has_Applications_that_their_project_permits(string stage)
    {
        var added = (await WithComponentsAsync(stage)).Where(application => application.Spec.Text("project") == "optional").ToList();
        var projects = await _git.ArgoAsync();

        Assert.Equal(["ai-tools", "gpu-operator", "jupyterhub", "minio", "mlflow", "opencost", "recommendations", "vpa"], added.Select(application => application.Name[(stage.Length + 1)..]).Order(StringComparer.Ordinal));
        FindingAssert.None(added.SelectMany(application => ProjectCheck.OfApplication(application, projects)));
        Assert.All(added, application => Assert.Equal(($"otel-demo-{stage}", true), (application.Spec.Text("destination", "name"), application.Spec.Flag("syncPolicy", "automated", "selfHeal"))));
        Assert.All(added.Where(application => application.Spec.At("source", "chart") is not null), application => Assert.Matches(@"^v?\d+\.\d+\.\d+$", application.Spec.Text("source", "targetRevision")));
    }

    [Fact]
    public async Task Every_object_has_the_shape_that_its_API_requires()
    {
        JsonArray entries = [.. (await WithComponentsAsync("prod")).Concat(await NamespaceAsync()).Select(item => item.Entry("optional"))];

        FindingAssert.None([.. await SchemaCheck.ValidateAsync(entries), .. await SchemaCheck.StrictAsync(entries)]);
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Every_service_has_a_recommendation_that_changes_nothing(string stage)
    {
        var recommendations = await renders.BuildAsync(Path.Combine("recommendations", stage));
        JsonArray entries = [.. recommendations.Select(item => item.Entry(stage))];
        var scaled = (await renders.KustomizeAsync(stage, "none")).Where(ScalingRange.IsScaler).Select(TargetOf);

        FindingAssert.None(await SchemaCheck.CustomResourcesAsync(entries));
        Assert.Equal(scaled.Select(target => target.Text("kind") + "/" + target.Text("name")).Order(StringComparer.Ordinal), recommendations.Select(item => item.Spec.At("targetRef")!).Select(target => target.Text("kind") + "/" + target.Text("name")).Order(StringComparer.Ordinal));
        Assert.All(recommendations, item => Assert.Equal(("VerticalPodAutoscaler", Renders.NamespaceOf(stage), "Off"), (item.Kind, item.Namespace, item.Spec.Text("updatePolicy", "updateMode"))));
    }

    [Fact]
    public async Task The_namespace_has_a_quota_and_denies_what_no_policy_permits()
    {
        var objects = await NamespaceAsync();
        var policy = Assert.Single(objects, item => item.Kind == "NetworkPolicy").Spec;

        Assert.All(objects.Where(item => item.Kind is not "Namespace"), item => Assert.Equal(Namespace, item.Namespace));
        Assert.Equal(["Egress", "Ingress"], policy.Items("policyTypes").Select(type => type.ToString()).Order());
        Assert.Equal("{}", policy.At("podSelector")!.ToJsonString());
        Assert.Contains("169.254.169.254/32", policy.At("egress")!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(objects, item => item.Kind == "ResourceQuota" && item.Spec.Text("hard", "requests.nvidia.com/gpu") is not null);
        FindingAssert.None(RestrictedPodCheck.Check(objects));
    }

    [Fact]
    public async Task Passwords_of_the_tools_are_made_in_the_cluster()
    {
        var secrets = (await NamespaceAsync()).Where(item => item.Kind == "ExternalSecret").Select(item => item.Name).ToList();
        var used = (await WithComponentsAsync("dev")).Where(application => application.Spec.Text("project") == "optional")
            .SelectMany(application => Named(application.Spec.At("source", "helm", "valuesObject"))).Where(name => name != "jupyterhub-oauth");

        Assert.Equal(secrets.Order(StringComparer.Ordinal), used.Distinct().Order(StringComparer.Ordinal));
    }

    private static JsonNode TargetOf(KubernetesObject scaler) => scaler.Spec.At("scaleTargetRef")!;

    private static IEnumerable<string> Named(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => entry switch
        {
            { Key: "existingSecret", Value: JsonValue name } => [name.ToString()],
            { Key: "existingSecret" or "existingDatabaseSecret" or "secretKeyRef", Value: JsonObject reference } => [reference["name"]!.ToString()],
            _ => Named(entry.Value),
        }),
        JsonArray list => list.SelectMany(Named),
        _ => [],
    };

    private Task<IReadOnlyList<KubernetesObject>> NamespaceAsync() => renders.BuildAsync(Path.Combine("gitops", "optional", "ai-tools", "namespace"));

    private static Task<IReadOnlyList<KubernetesObject>> WithComponentsAsync(string stage) => OptionalComponents.AddAsync(stage, ComponentsOf(stage));
}
