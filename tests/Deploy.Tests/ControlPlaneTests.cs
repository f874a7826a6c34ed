using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests;

/// <summary>Control planes of meshes, which a stage may add: deploy/gitops/optional/linkerd and istio.</summary>
public sealed class ControlPlaneTests(Renders renders)
{
    private static readonly string[] Certificates = ["linkerd-policy-validator", "linkerd-proxy-injector", "linkerd-sp-validator"];

    private static readonly string[] Meshes = ["linkerd", "istio"];

    public static TheoryData<string, string> EachStage => [.. from stage in Renders.Stages from mesh in Meshes select (stage, mesh)];

    private readonly GitOps _git = new(renders);

    // dev has cert-manager among its add-ons.
    private static string[] ComponentsOf(string stage, string mesh) => [.. mesh == "linkerd" && stage != "dev" ? (string[])["cert-manager"] : [], mesh];

    [Theory, MemberData(nameof(EachStage))]
    public async Task A_stage_that_adds_a_control_plane_has_Applications_that_their_project_permits(string stage, string mesh)
    {
        var (added, projects) = (await AddedAsync(stage, mesh), await _git.ArgoAsync());
        string[] expected = mesh == "istio" ? ["istio-base", "istio-cni", "istiod"] : [.. stage != "dev" ? (string[])["cert-manager"] : [], "linkerd", "linkerd-cni", "linkerd-crds", "linkerd-identity", "trust-manager"];

        Assert.Equal(expected, added.Select(application => application.Name[(stage.Length + 1)..]).Order(StringComparer.Ordinal));
        FindingAssert.None(added.SelectMany(application => ProjectCheck.OfApplication(application, projects)));
        Assert.All(added, application => Assert.Equal(($"otel-demo-{stage}", true), (application.Spec.Text("destination", "name"), application.Spec.Flag("syncPolicy", "automated", "selfHeal"))));
        Assert.All(added.Where(application => application.Spec.At("source", "chart") is not null), application => Assert.Matches(@"^v?\d+\.\d+\.\d+$", application.Spec.Text("source", "targetRevision")));
        Assert.Single(added.Where(application => application.Spec.Text("source", "repoURL")!.Contains("linkerd", StringComparison.Ordinal) || mesh == "istio").Select(application => application.Spec.Text("source", "targetRevision")).Distinct());
    }

    [Theory, MemberData(nameof(EachStage))]
    public async Task Flux_installs_the_control_plane_of_Argo_CD(string stage, string mesh)
    {
        var (argo, flux) = (await OptionalComponents.AddAsync(stage, ComponentsOf(stage, mesh)), await OptionalComponents.AddToFluxAsync(stage, ComponentsOf(stage, mesh)));
        IEnumerable<string> paths = argo.Where(item => item.Spec.Text("project") == "mesh").Select(item => item.Spec.Text("source", "path")).OfType<string>();

        Assert.Equal(GitOps.ChartsOfArgo(argo), GitOps.ChartsOfFlux(flux));
        Assert.All(paths, path => Assert.Contains(flux, item => item.Kind == "Kustomization" && item.Spec.Text("path") == $"./{path}"));
        FindingAssert.None(from release in flux from needed in release.Spec.Items("dependsOn") where !flux.Any(other => other.Kind == release.Kind && other.Name == needed.Text("name")) select $"{release} waits for {needed.Text("name")}");
    }

    // Policies of the shop name these places, and restricted pods cannot redirect their own packets.
    [Theory, MemberData(nameof(EachStage))]
    public async Task Pods_of_the_shop_reach_the_control_plane_and_stay_restricted(string stage, string mesh)
    {
        var added = await AddedAsync(stage, mesh);
        var plane = added.Single(application => application.Spec.Text("source", "chart") is "istiod" or "linkerd-control-plane").Spec;
        var policy = (await renders.HelmAsync(stage, Renders.DefaultHome(stage), mesh)).Single(item => item.Kind == "NetworkPolicy" && item.Name == "allow-mesh").Spec;

        Assert.Equal(plane.Text("destination", "namespace"), policy.Items("egress").Single().Items("to").Single().Text("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name"));
        Assert.True(plane.At("source", "helm", "valuesObject") is var values && (values.Flag("cniEnabled") ?? values.Flag("cni", "enabled")) is true, "pods would need NET_ADMIN");
        Assert.Contains(added, application => application.Spec.Text("source", "chart") is "cni" or "linkerd2-cni");
    }

    [Theory, MemberData(nameof(EachStage))]
    public async Task A_sidecar_without_figures_of_its_pod_is_no_greater_than_what_limits_and_quota_count_for_it(string stage, string mesh)
    {
        var values = (await AddedAsync(stage, mesh)).Single(application => application.Spec.Text("source", "chart") is "istiod" or "linkerd-control-plane").Spec.At("source", "helm", "valuesObject");
        var limits = (await renders.HelmAsync(stage, Renders.DefaultHome(stage), mesh)).Single(item => item.Kind == "LimitRange").Spec.Items("limits").First();
        string? Of(string kind, string resource) => mesh == "istio" ? values.Text("global", "proxy", "resources", $"{kind}s", resource) : values.Text("proxy", "resources", resource, kind);

        foreach (var resource in (string[])["cpu", "memory"])
        {
            Assert.InRange(Quantity.Parse(Of("limit", resource)), 0, Quantity.Parse(limits.Text("default", resource)));
            Assert.InRange(Quantity.Parse(Of("request", resource)), 0, Quantity.Parse(limits.Text("defaultRequest", resource)));
        }
    }

    // What pods say of their sidecar takes the place of Istio's own limits of 2 processors and 1 GiB.
    [Theory, MemberData(nameof(Renders.EachMesh), MemberType = typeof(Renders))]
    public async Task Every_sidecar_is_no_greater_than_what_limits_and_quota_count_for_it(string stage, string home, string mesh)
    {
        var objects = await renders.HelmAsync(stage, home, mesh);
        var limits = objects.Single(item => item.Kind == "LimitRange").Spec.Items("limits").First();
        var (cpu, memory) = mesh == "istio" ? ("sidecar.istio.io/proxyCPU", "sidecar.istio.io/proxyMemory") : ("config.linkerd.io/proxy-cpu-", "config.linkerd.io/proxy-memory-");
        var (request, limit) = mesh == "istio" ? ("", "Limit") : ("request", "limit");
        var meshed = Workload.Of(objects).Select(workload => (workload.Name, Figures: workload.Template.Labels("metadata", "annotations"), Labels: workload.Template.Labels("metadata", "labels")))
            .Where(pod => pod.Figures.GetValueOrDefault("linkerd.io/inject") == "enabled" || pod.Labels.GetValueOrDefault("sidecar.istio.io/inject") == "true").ToList();

        Assert.True(meshed.Count >= 16, $"{meshed.Count} pods have a sidecar");
        Assert.All(meshed, pod =>
        {
            Assert.InRange(Quantity.Parse(pod.Figures[cpu + request]), 0, Quantity.Parse(limits.Text("defaultRequest", "cpu")));
            Assert.InRange(Quantity.Parse(pod.Figures[memory + request]), 0, Quantity.Parse(limits.Text("defaultRequest", "memory")));
            Assert.InRange(Quantity.Parse(pod.Figures[cpu + limit]), 0, Quantity.Parse(limits.Text("default", "cpu")));
            Assert.InRange(Quantity.Parse(pod.Figures[memory + limit]), 0, Quantity.Parse(limits.Text("default", "memory")));
        });
    }

    [Fact]
    public async Task Linkerd_finds_its_certificates_and_their_chain_leads_to_the_trust_anchor()
    {
        var objects = await IdentityAsync();
        var values = (await AddedAsync("prod", "linkerd")).Single(application => application.Spec.Text("source", "chart") == "linkerd-control-plane").Spec.At("source", "helm", "valuesObject");
        string SecretOf(string certificate) => objects.Single(item => item.Kind == "Certificate" && item.Name == certificate).Spec.Text("secretName")!;
        string AuthorityOf(string certificate) => objects.Single(item => item.Kind is "ClusterIssuer" or "Issuer" && item.Name == objects.Single(other => other.Kind == "Certificate" && other.Name == certificate).Spec.Text("issuerRef", "name")).Spec.Text("ca", "secretName")!;
        var anchor = Assert.Single(objects, item => item.Kind == "Bundle" && item.Name == "linkerd-identity-trust-roots").Spec;

        Assert.Equal((true, "kubernetes.io/tls"), (values.Flag("identity", "externalCA"), values.Text("identity", "issuer", "scheme")));
        Assert.Equal(SecretOf("linkerd-trust-anchor"), AuthorityOf("linkerd-identity-issuer"));
        Assert.Equal((SecretOf("linkerd-trust-anchor"), "tls.crt"), (Assert.Single(anchor.Items("sources")).Text("secret", "name"), Assert.Single(anchor.Items("sources")).Text("secret", "key")));
        Assert.Equal("ca-bundle.crt", anchor.Text("target", "configMap", "key"));
        Assert.Equal(Certificates.Select(name => $"linkerd/{name}").Order(StringComparer.Ordinal), ((string[])["policyValidator", "proxyInjector", "profileValidator"]).Select(webhook => values.Text(webhook, "injectCaFrom")).Order(StringComparer.Ordinal));
        Assert.All(Certificates, name => Assert.Equal($"{name}-k8s-tls", SecretOf(name)));
    }

    // The key of an anchor that is renewed with another one signs for pods that no other pod trusts.
    [Fact]
    public async Task Renewed_authorities_keep_their_key_and_renewed_issuers_do_not() => Assert.All(
        (await IdentityAsync()).Where(item => item.Kind == "Certificate"),
        item => Assert.Equal(item.Name is "linkerd-trust-anchor" or "linkerd-webhooks" ? "Never" : "Always", item.Spec.Text("privateKey", "rotationPolicy")));

    [Theory, InlineData("linkerd"), InlineData("istio")]
    public async Task Every_Application_has_the_shape_that_its_API_requires(string mesh)
    {
        JsonArray entries = [.. (await AddedAsync("prod", mesh)).Concat(await OptionalComponents.AddToFluxAsync("prod", ComponentsOf("prod", mesh))).Concat((await _git.ArgoAsync()).Where(item => item.Kind == "AppProject")).Select(item => item.Entry(mesh))];

        FindingAssert.None([.. await SchemaCheck.ValidateAsync(entries), .. await SchemaCheck.StrictAsync(entries)]);
    }

    private Task<IReadOnlyList<KubernetesObject>> IdentityAsync() => renders.BuildAsync(Path.Combine("gitops", "optional", "linkerd", "identity"));

    private static async Task<List<KubernetesObject>> AddedAsync(string stage, string mesh) =>
        [.. (await OptionalComponents.AddAsync(stage, ComponentsOf(stage, mesh))).Where(application => application.Spec.Text("project") == "mesh")];
}
