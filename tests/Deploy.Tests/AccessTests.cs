namespace OtelShop.Deploy.Tests;

/// <summary>What teams may do in a cluster, and clients of the internet in the shop.</summary>
public sealed class AccessTests(Renders renders)
{
    private readonly GitOps _git = new(renders);

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Clients_of_the_internet_cannot_ask_a_stage_for_delays(string stage)
    {
        var settings = (await renders.KustomizeAsync(stage, "none")).Single(item => item is { Kind: "ConfigMap", Name: "frontend-proxy" }).Json.Fields("data").Select(setting => setting.Key).ToList();

        Assert.Contains("FrontendProxy__KnownProxies", settings);
        Assert.DoesNotContain("FrontendProxy__MaxFaultDelay", settings);
    }

    [Fact]
    public async Task No_role_leads_to_more_than_it_says()
    {
        var objects = new List<KubernetesObject>();
        foreach (var stage in Renders.Stages)
            objects.AddRange([.. await AccessAsync(stage), .. await renders.BuildAsync(Path.Combine("monitoring", "collector", stage)), .. await renders.TaggedHelmAsync(stage)]);
        foreach (var stage in (string[])["staging", "prod"])
            objects.AddRange(await renders.BuildAsync(Path.Combine("gitops", stage, "pipelines")));
        foreach (var entry in await renders.AllAsync())
            objects.Add(new KubernetesObject(entry!["object"]!.AsObject()));

        Assert.True(objects.Count(item => item.Kind is "Role" or "ClusterRole") >= 17);
        FindingAssert.None(RbacCheck.Check(objects));
    }

    [Theory]
    [InlineData("""resources: [ "*" ], verbs: [ get ]""", "5.1.3 has a wildcard")]
    [InlineData("""resources: [ pods ], verbs: [ "*" ]""", "5.1.3 has a wildcard")]
    [InlineData("resources: [ secrets ], verbs: [ list ]", "5.1.2 reads secrets")]
    [InlineData("resources: [ pods/exec ], verbs: [ create ]", "5.1.4 starts pods or programs in them")]
    [InlineData("resources: [ deployments ], verbs: [ create ]", "5.1.4 starts pods or programs in them")]
    [InlineData("resources: [ roles ], verbs: [ escalate ]", "5.1.8 gives itself rights")]
    [InlineData("resources: [ rolebindings ], verbs: [ bind ]", "5.1.8 gives itself rights")]
    [InlineData("resources: [ users ], verbs: [ impersonate ]", "5.1.8 acts as another")]
    [InlineData("resources: [ persistentvolumes ], verbs: [ create ]", "5.1.9 mounts folders of nodes")]
    [InlineData("resources: [ nodes/proxy ], verbs: [ get ]", "5.1.10 commands kubelets")]
    [InlineData("resources: [ certificatesigningrequests/approval ], verbs: [ update ]", "5.1.11 signs certificates")]
    [InlineData("resources: [ validatingadmissionpolicybindings ], verbs: [ patch ]", "5.1.12 changes admission")]
    [InlineData("resources: [ serviceaccounts/token ], verbs: [ create ]", "5.1.13 makes tokens")]
    [InlineData("resources: [ downloadrequests ], verbs: [ create ]", "5.1.2 reads the secrets in backups")]
    [InlineData("resources: [ backups ], verbs: [ create ]", "5.1.4 runs the hooks of a backup in pods")]
    [InlineData("resources: [ restores ], verbs: [ create ]", "5.1.4 makes any object of a backup")]
    [InlineData("resources: [ namespaces ], verbs: [ patch ]", "5.2 lifts the Pod Security of a namespace")]
    [InlineData("resources: [ secrets ], verbs: [ delete ]", "5.1.2 deletes every secret")]
    [InlineData("resources: [ secrets ], resourceNames: [ shop-tls ], verbs: [ delete ]", null)]
    [InlineData("resources: [ pods ], verbs: [ get ]", null)]
    public void A_dangerous_right_is_named(string rule, string? fault) => Assert.Equal(
        fault is null ? [] : [$"Role/viewer: {fault}"],
        RbacCheck.Check(KubernetesObject.Parse($$"""{ kind: Role, metadata: { name: viewer }, rules: [ { apiGroups: [ "" ], {{rule}} } ] }""")));

    [Theory]
    [InlineData("name: cluster-admin", "kind: Group, name: operators", "5.1.1 gives the role cluster-admin")]
    [InlineData("name: viewer", "kind: Group, name: system:masters", "5.1.7 gives rights to system:masters")]
    [InlineData("name: viewer", "kind: Group, name: system:unauthenticated", "5.1.7 gives rights to system:unauthenticated")]
    [InlineData("name: viewer", "kind: ServiceAccount, name: default", "5.1.5 gives rights to the default account")]
    public void A_dangerous_binding_is_named(string role, string subject, string fault) => Assert.Equal(
        [$"RoleBinding/viewer: {fault}"], RbacCheck.Check(KubernetesObject.Parse($$"""{ kind: RoleBinding, metadata: { name: viewer }, roleRef: { {{role}} }, subjects: [ { {{subject}} } ] }""")));

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Rights_are_bound_to_the_groups_of_the_stage_in_its_namespace(string stage)
    {
        var groups = await GroupsAsync(stage);
        var shop = (await AccessAsync(stage)).Where(item => item.Namespace == Renders.NamespaceOf(stage)).ToList();

        Assert.Equal([.. stage == "dev" ? (string[])["debugger"] : [], "developer", "operator", "viewer"], shop.Where(item => item.Kind == "Role").Select(item => item.Name).Order(StringComparer.Ordinal));
        Assert.Equal(groups.Values, SubjectsOf(shop, "viewer"));
        Assert.Equal([groups["developers"], groups["operators"]], SubjectsOf(shop, "developer"));
        Assert.Equal([groups["operators"]], SubjectsOf(shop, "operator"));
        // Real groups are of a tenant, and not in this repository.
        Assert.All(groups.Values, group => Assert.StartsWith("00000000-", group, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Beside_the_shop_operators_alone_have_rights_and_change_nothing(string stage)
    {
        var operators = (await GroupsAsync(stage))["operators"];
        var platform = (await AccessAsync(stage)).Where(item => item.Namespace != Renders.NamespaceOf(stage)).ToList();

        Assert.Equal(
            [.. stage == "dev" ? (string[])[] : ["falco"], "monitoring", "observability", "observability-gateway", "synthetic", "velero"],
            platform.Where(item => item.Name == "platform-viewer").Select(item => item.Namespace).Order(StringComparer.Ordinal));
        Assert.All(platform.Where(item => item.Kind.EndsWith("Binding", StringComparison.Ordinal)), item => Assert.Equal([operators], item.Json.Items("subjects").Select(subject => subject.Text("name")!)));
        Assert.Equal(["create", "get", "list", "watch"], platform.SelectMany(item => item.Json.Items("rules")).SelectMany(rule => rule.Items("verbs")).Select(verb => verb.ToString()).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("pods/portforward", Assert.Single(Assert.Single(platform.SelectMany(item => item.Json.Items("rules")), rule => rule.Items("verbs").Any(verb => verb.ToString() == "create")).Items("resources")).ToString());
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Argo_CD_may_apply_the_rights_and_Flux_applies_the_same(string stage)
    {
        var (access, flux) = (await AccessAsync(stage), await _git.FluxAsync(stage));
        var application = Assert.Single(await _git.ArgoAddonsAsync(stage), item => item.Spec.Text("source", "path") == $"deploy/gitops/{stage}/access");
        var project = (await _git.ArgoAsync()).Single(item => item.Kind == "AppProject" && item.Name == application.Spec.Text("project"));

        Assert.Equal(Renders.NamespaceOf(stage), application.Spec.Text("destination", "namespace"));
        Assert.All(access.Where(item => item.Namespace.Length > 0), item => Assert.Contains(project.Spec.Items("destinations"), place => (place.Text("name"), place.Text("namespace")) == ($"otel-demo-{stage}", item.Namespace)));
        FindingAssert.None(access.Where(item => !flux.Any(other => other.Identity == item.Identity)).Select(item => $"Flux does not apply {item}"));
    }

    private Task<IReadOnlyList<KubernetesObject>> AccessAsync(string stage) => renders.BuildAsync(Path.Combine("gitops", stage, "access"));

    private static async Task<IReadOnlyDictionary<string, string>> GroupsAsync(string stage) =>
        Assert.Single(YamlReader.Read(await File.ReadAllTextAsync(GitOps.At("gitops", stage, "access", "groups.yaml")))).Labels("groups");

    private static IEnumerable<string> SubjectsOf(IEnumerable<KubernetesObject> objects, string role) =>
        objects.Single(item => item.Kind == "RoleBinding" && item.Name == role).Json.Items("subjects").Select(subject => subject.Text("name")!);
}
