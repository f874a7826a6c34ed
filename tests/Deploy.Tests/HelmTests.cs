using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests;

/// <summary>The chart under deploy/helm.</summary>
public sealed class HelmTests(Renders renders)
{
    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task The_chart_passes_the_strict_lint(string stage, string home)
    {
        var lint = await DeployTools.HelmAsync(["lint", "--strict", Renders.Chart, "-n", Renders.NamespaceOf(stage), .. Renders.Values(stage, home)]);

        lint.Succeeded();
    }

    [Theory]
    [InlineData("home", "somewhere")]
    [InlineData("mesh", "consul")]
    [InlineData("secrets.provider", "vault")]
    [InlineData("secrets.csi.tenant", "x")]
    [InlineData("unknownValue", "x")]
    public async Task A_value_that_the_chart_does_not_know_is_refused(string name, string value)
    {
        var render = await DeployTools.HelmAsync(
            ["template", "otelshop", Renders.Chart, .. Renders.Values("dev", "standalone"), "--set", $"{name}={value}"]);

        Assert.NotEqual(0, render.ExitCode);
        Assert.Contains(name.Split('.')[^1], render.Errors, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Every_object_is_in_the_namespace_of_its_stage(string stage, string home, string mesh)
    {
        var objects = await renders.HelmAsync(stage, home, mesh);

        Assert.NotEmpty(objects);
        FindingAssert.None(objects.Where(item => item.Kind is not ("Namespace" or "PriorityClass") && item.Namespace != Renders.NamespaceOf(stage)).Select(item => $"{item} is in '{item.Namespace}'"));
    }

    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Names_labels_images_and_selectors_follow_the_conventions(string stage, string home, string mesh)
    {
        var objects = await renders.HelmAsync(stage, home, mesh);

        FindingAssert.None([.. ConventionCheck.OfNames(objects), .. ConventionCheck.OfImages(objects), .. ConventionCheck.OfSelectors(objects)]);
    }

    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task A_mesh_adds_its_policies_and_no_other_does(string stage, string home, string mesh)
    {
        var objects = await renders.HelmAsync(stage, home, mesh);

        FindingAssert.None(LinkerdPolicyCheck.Check(objects));
        Assert.Equal(mesh == "linkerd", objects.Any(LinkerdPolicyCheck.IsPolicy));
        Assert.Equal(mesh == "istio", objects.Any(item => item.ApiVersion.StartsWith("security.istio.io/", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task With_sealed_secrets_the_chart_makes_no_Secret_of_a_parameter_and_keeps_the_rest(string stage, string home)
    {
        var made = await renders.HelmAsync(stage, home);
        var @sealed = await renders.ReleaseAsync(Renders.NamespaceOf(stage), [Path.Combine("helm", "otelshop", $"values-{stage}.yaml")], [$"home={home}", "namespace.create=true", "secrets.provider=sealed"]);
        var left = made.Except(made.Where(item => item.Kind is "ExternalSecret" or "SecretStore" or "Password" && !item.Name.Contains("certificates", StringComparison.Ordinal) && item.Name != "otelshop-tls")).ToList();

        Assert.NotEqual(made.Count, left.Count);
        FindingAssert.None(ObjectComparison.Differences(@sealed, left));
        FindingAssert.None(TlsCheck.Check(@sealed));
    }

    [Fact]
    public async Task Every_object_has_the_shape_that_its_API_requires() => FindingAssert.None(await SchemaCheck.ValidateAsync(await TypedAsync()));

    [Fact]
    public async Task No_object_has_a_field_that_its_API_does_not_know() => FindingAssert.None(await SchemaCheck.StrictAsync(await TypedAsync()));

    // No package has models of these: LinkerdPolicyCheck reads the policies of Linkerd, DeliveryCheck the objects of Flagger, ObjectReferenceCheck the firewall's,
    // TlsCheck those of cert-manager and Envoy Gateway.
    private async Task<JsonArray> TypedAsync() =>
        [.. (await renders.AllAsync()).Where(entry => entry!["object"]!["apiVersion"]!.ToString().Split('/')[0] is not (LinkerdPolicyCheck.Group or "flagger.app" or "alb.networking.azure.io" or "cert-manager.io" or "gateway.envoyproxy.io")).Select(entry => entry!.DeepClone())];
}
