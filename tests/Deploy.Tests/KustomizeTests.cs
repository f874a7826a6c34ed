namespace OtelShop.Deploy.Tests;

/// <summary>The overlays under deploy/kustomize and the tags under deploy/gitops.</summary>
public sealed class KustomizeTests(Renders renders)
{
    [Theory, MemberData(nameof(Renders.EachOverlay), MemberType = typeof(Renders))]
    public async Task An_overlay_with_its_monitoring_builds_the_objects_that_the_chart_renders(string stage, string mesh)
    {
        var built = await renders.MonitoredKustomizeAsync(stage, mesh);
        var rendered = await renders.HelmAsync(stage, Renders.DefaultHome(stage), mesh);

        Assert.NotEmpty(built);
        FindingAssert.None(ObjectComparison.Differences(built, rendered.Where(item => !item.IsHook)));
    }

    [Theory, MemberData(nameof(Renders.EachOverlay), MemberType = typeof(Renders))]
    public async Task An_overlay_alone_needs_no_Prometheus_operator_as_the_chart_with_monitoring_off(string stage, string mesh)
    {
        var built = await renders.KustomizeAsync(stage, mesh);
        var rendered = await renders.ReleaseAsync(
            Renders.NamespaceOf(stage), [Path.Combine("helm", "otelshop", $"values-{stage}.yaml")], [$"home={Renders.DefaultHome(stage)}", $"mesh={mesh}", "namespace.create=true", "monitoring.enabled=false"]);

        Assert.DoesNotContain(built, item => item.ApiVersion.StartsWith("monitoring.coreos.com/", StringComparison.Ordinal));
        FindingAssert.None(ObjectComparison.Differences(built, rendered.Where(item => !item.IsHook)));
    }

    [Theory, MemberData(nameof(Renders.EachProvider), MemberType = typeof(Renders))]
    public async Task An_overlay_with_another_provider_of_secrets_builds_the_objects_that_the_chart_renders(string stage, string mesh, string provider)
    {
        var built = await renders.ProvidedKustomizeAsync(stage, mesh, provider);
        var rendered = await renders.ReleaseAsync(
            Renders.NamespaceOf(stage), [Path.Combine("helm", "otelshop", $"values-{stage}.yaml")], [$"home={Renders.DefaultHome(stage)}", $"mesh={mesh}", "namespace.create=true", "monitoring.enabled=false", $"secrets.provider={provider}"]);

        Assert.NotEmpty(ObjectComparison.Differences(await renders.KustomizeAsync(stage, mesh), built));
        FindingAssert.None(ObjectComparison.Differences(built, rendered.Where(item => !item.IsHook)));
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task The_tags_of_a_stage_reach_every_image_of_both_forms(string stage)
    {
        var built = await renders.TaggedKustomizeAsync(stage);
        var rendered = (await renders.TaggedHelmAsync(stage)).Where(item => !item.IsHook).ToList();

        FindingAssert.None([
            .. from workload in Workload.Of(built)
               from image in workload.AllContainers.Select(container => container.Text("image")!)
               where ConventionCheck.TagOf(image) is null or "latest"
               select $"{workload}: image {image} has no tag",
            .. ObjectComparison.Differences(built, rendered)]);
    }
}
