namespace OtelShop.Deploy.Tests;

/// <summary>Every pod of every render, those of Helm's hooks included, under the Pod Security Standard "restricted".</summary>
public sealed class PodSecurityTests(Renders renders)
{
    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Every_pod_is_restricted(string stage, string home, string mesh) =>
        FindingAssert.None(RestrictedPodCheck.Check(await renders.HelmAsync(stage, home, mesh)));

    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Every_container_has_a_read_only_root_and_no_token_of_the_cluster(string stage, string home, string mesh)
    {
        var workloads = Workload.Of(await renders.HelmAsync(stage, home, mesh));

        FindingAssert.None([
            .. from workload in workloads
               from container in workload.AllContainers
               where container.Flag("securityContext", "readOnlyRootFilesystem") is not true
               select $"{workload}: container {container.Text("name")} can write to its root",
            .. from workload in workloads
               where workload.Pod.Flag("automountServiceAccountToken") is not false
               select $"{workload}: mounts the token of its service account"]);
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task The_namespace_enforces_the_standard(string stage)
    {
        var created = Assert.Single(await renders.HelmAsync(stage, Renders.DefaultHome(stage)), item => item.Kind == "Namespace");

        Assert.Equal(Renders.NamespaceOf(stage), created.Name);
        Assert.Equal("restricted", created.Json.Labels("metadata", "labels")["pod-security.kubernetes.io/enforce"]);
    }
}
