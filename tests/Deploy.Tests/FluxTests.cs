using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests;

/// <summary>What Flux reads from deploy/flux.</summary>
public sealed partial class FluxTests(Renders renders)
{
    private readonly GitOps _git = new(renders);

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Git_is_read_every_five_minutes_and_paths_exist(string stage)
    {
        var objects = await _git.FluxAsync(stage);
        var repository = Assert.Single(objects, item => item.Kind == "GitRepository");

        Assert.Equal(("5m", GitOps.Repository), (repository.Spec.Text("interval"), repository.Spec.Text("url")));
        Assert.All(objects.Where(item => item.Kind == "Kustomization"), item =>
        {
            Assert.Equal(("5m", repository.Name, true), (item.Spec.Text("interval"), item.Spec.Text("sourceRef", "name"), item.Spec.Flag("prune")));
            Assert.True(Directory.Exists(DeployTools.InRepository(item.Spec.Text("path")!)), item.Spec.Text("path"));
        });
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task The_shop_waits_for_healthy_add_ons_and_is_checked_itself(string stage)
    {
        var objects = await _git.FluxAsync(stage);
        var (addons, shop) = (Named(objects, "Kustomization", "addons"), Named(objects, "Kustomization", "shop"));
        var deployed = await renders.TaggedKustomizeAsync(stage);

        Assert.True(addons.Spec.Flag("wait"));
        Assert.Equal(["addons"], shop.Spec.Items("dependsOn").Select(dependency => dependency.Text("name")));
        Assert.All(shop.Spec.Items("healthChecks"), check => Assert.Contains(
            objects.Concat(deployed), item => (item.ApiVersion, item.Kind, item.Name, item.Namespace) == (check.Text("apiVersion"), check.Text("kind"), check.Text("name"), check.Text("namespace"))));
        Assert.Contains(shop.Spec.Items("healthChecks"), check => check.Text("kind") == (deployed.Any(item => item.Kind == "Rollout") ? "Rollout" : "Deployment"));
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task A_release_that_fails_or_sells_nothing_is_rolled_back(string stage)
    {
        var release = Named(await _git.FluxAsync(stage), "HelmRelease", "otelshop").Spec;

        Assert.Equal(("rollback", true), (release.Text("upgrade", "remediation", "strategy"), release.Flag("upgrade", "remediation", "remediateLastFailure")));
        Assert.True(release.Number("upgrade", "remediation", "retries") > 0);
        Assert.True(release.Flag("test", "enable"));
        var chart = release.Text("chart", "spec", "chart")!;
        Assert.True(File.Exists(DeployTools.InRepository(chart, "Chart.yaml")), chart);
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Add_ons_are_those_of_Argo_CD(string stage) =>
        Assert.Equal(GitOps.ChartsOfArgo(await _git.ArgoAddonsAsync(stage)), GitOps.ChartsOfFlux(await _git.FluxAsync(stage)));

    [Fact]
    public async Task The_marker_in_dev_names_the_policy_and_other_stages_have_none()
    {
        var objects = await _git.FluxAsync("dev");
        var markers = new Dictionary<string, string>();
        foreach (var stage in Renders.Stages)
            if (Marker().Match(await File.ReadAllTextAsync(GitOps.At("gitops", stage, "values.yaml"))) is { Success: true } marker) markers[stage] = marker.Groups[1].Value;

        Assert.Equal("dev", Assert.Single(markers).Key);
        var policy = Assert.Single(objects, item => item.Kind == "ImagePolicy" && $"{item.Namespace}:{item.Name}:tag" == markers["dev"]);
        Assert.Contains(objects, item => item.Kind == "ImageRepository" && item.Name == policy.Spec.Text("imageRepositoryRef", "name"));
        Assert.Equal("./deploy/gitops/dev", Assert.Single(objects, item => item.Kind == "ImageUpdateAutomation").Spec.Text("update", "path"));
        // The form that eng/pipelines/image-tag.sh prints.
        Assert.Matches(policy.Spec.Text("filterTags", "pattern")!.Replace("(?P<", "(?<", StringComparison.Ordinal), "20261129133000-0123456789ab");
    }

    [Fact]
    public async Task Objects_of_a_stage_have_names_of_their_own()
    {
        foreach (var stage in Renders.Stages)
            FindingAssert.None((await _git.FluxAsync(stage)).CountBy(item => item.Identity).Where(entry => entry.Value > 1).Select(entry => $"{stage}: {entry.Key} is there {entry.Value} times"));
    }

    private static KubernetesObject Named(IEnumerable<KubernetesObject> objects, string kind, string name) => objects.Single(item => item.Kind == kind && item.Name == name);

    [GeneratedRegex("# \\{\"\\$imagepolicy\": \"([^\"]+)\"\\}")]
    private static partial Regex Marker();
}
