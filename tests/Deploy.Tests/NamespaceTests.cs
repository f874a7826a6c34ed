namespace OtelShop.Deploy.Tests;

/// <summary>What a namespace may take, and what teams may do in it.</summary>
public sealed class NamespaceTests(Renders renders)
{
    [Theory, MemberData(nameof(Renders.EachOverlay), MemberType = typeof(Renders))]
    public async Task The_quota_holds_every_pod_at_its_maximum_while_all_are_replaced(string stage, string mesh) =>
        FindingAssert.None(QuotaCheck.Check(await renders.KustomizeAsync(stage, mesh)));

    [Theory]
    [InlineData("\"requests.cpu\":\"8\"", "\"requests.cpu\":\"3\"", "requests.cpu is 3 for")]
    [InlineData("\"requests.memory\":\"17Gi\"", "\"requests.memory\":\"170Gi\"", "requests.memory is")]
    [InlineData("\"pods\":\"69\"", "\"pods\":\"20\"", "there may be 20 pods")]
    [InlineData("\"persistentvolumeclaims\":\"10\"", "\"persistentvolumeclaims\":\"1\"", "there may be 1 claims")]
    [InlineData("\"max\":{\"cpu\":\"2\",\"memory\":\"1Gi\"}", "\"max\":{\"cpu\":\"2\",\"memory\":\"256Mi\"}", "container accounting has a limit above the greatest of memory")]
    [InlineData("\"kind\":\"ResourceQuota\"", "\"kind\":\"Quota\"", "the namespace has no quota")]
    public async Task A_quota_that_is_too_small_or_limits_nothing_is_found(string old, string replacement, string finding)
    {
        var rendered = string.Join("\n---\n", (await renders.KustomizeAsync("dev", "none")).Select(item => item.Json.ToJsonString()));
        Assert.Contains(old, rendered, StringComparison.Ordinal);

        Assert.Contains(QuotaCheck.Check(KubernetesObject.Parse(rendered.Replace(old, replacement, StringComparison.Ordinal))), fault => fault.Contains(finding, StringComparison.Ordinal));
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
        var (access, flux) = (await AccessAsync(stage), await new GitOps(renders).FluxAsync(stage));
        var groups = Assert.Single(YamlReader.Read(await File.ReadAllTextAsync(GitOps.At("gitops", stage, "access", "groups.yaml")))).Labels("groups");
        var application = Assert.Single(await new GitOps(renders).ArgoAddonsAsync(stage), item => item.Spec.Text("source", "path") == $"deploy/gitops/{stage}/access");
        string[] GroupsOf(string role) => [.. access.Single(item => item.Kind == "RoleBinding" && item.Name == role).Json.Items("subjects").Select(subject => subject.Text("name")!)];

        Assert.All(access.Where(item => item.Kind == "Role" && item.Name != "port-forwarder"), item => Assert.Equal(Renders.NamespaceOf(stage), item.Namespace));
        Assert.All(access.Where(item => item.Namespace != Renders.NamespaceOf(stage) && item.Kind.EndsWith("Binding", StringComparison.Ordinal)), item => Assert.Equal([groups["operators"]], item.Json.Items("subjects").Select(subject => subject.Text("name")!)));
        Assert.Equal(PlatformNamespaces(stage), access.Where(item => item.Name == "platform-viewer").Select(item => item.Namespace).Order(StringComparer.Ordinal));
        Assert.Equal(groups.Values, GroupsOf("viewer"));
        Assert.Equal([groups["developers"], groups["operators"]], GroupsOf("developer"));
        Assert.Equal([groups["operators"]], GroupsOf("operator"));
        Assert.Equal(stage == "dev", access.Any(item => item.Name == "debugger"));
        // Real groups are of a tenant, and not in this repository.
        Assert.All(groups.Values, group => Assert.StartsWith("00000000-", group, StringComparison.Ordinal));
        Assert.Equal(Renders.NamespaceOf(stage), application.Spec.Text("destination", "namespace"));
        FindingAssert.None(access.Where(item => !flux.Any(other => other.Identity == item.Identity)).Select(item => $"Flux does not apply {item}"));
    }

    // Those of the add-ons; dev has no Falco.
    private static string[] PlatformNamespaces(string stage) => [.. stage == "dev" ? (string[])[] : ["falco"], "monitoring", "observability", "observability-gateway", "synthetic", "velero"];

    private Task<IReadOnlyList<KubernetesObject>> AccessAsync(string stage) => renders.BuildAsync(Path.Combine("gitops", stage, "access"));
}
