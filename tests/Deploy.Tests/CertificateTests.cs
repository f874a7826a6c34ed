using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests;

/// <summary>Certificates of the entrance, and the issuers in a cluster of the home standalone.</summary>
public sealed class CertificateTests(Renders renders)
{
    private const string Solver = "acme-solver";

    // What cert-manager 1.19 makes of a challenge, without the labels of the issuer.
    private const string SolverPod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: acme-solver
          namespace: otel-demo-staging
          labels: { acme.cert-manager.io/http01-solver: "true" }
        spec:
          automountServiceAccountToken: false
          restartPolicy: OnFailure
          securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
          containers:
            - name: acmesolver
              image: quay.io/jetstack/cert-manager-acmesolver:v1.19.4
              ports: [ { name: http, containerPort: 8089 } ]
              resources: { requests: { cpu: 10m, memory: 64Mi }, limits: { cpu: 100m, memory: 64Mi } }
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ ALL ] } }
        """;

    private readonly GitOps _git = new(renders);

    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Stages_with_TLS_serve_nothing_without_it(string stage, string home, string mesh)
    {
        var objects = await renders.HelmAsync(stage, home, mesh);

        FindingAssert.None(TlsCheck.Check(objects));
        Assert.Equal(stage != "dev", TlsCheck.HasTls(Assert.Single(objects, item => item.Kind == "Gateway")));
    }

    [Theory, InlineData("staging"), InlineData("prod")]
    public async Task The_issuer_of_a_stage_proves_its_names_by_the_plain_listener(string stage)
    {
        var objects = await renders.HelmAsync(stage, "standalone");
        var issuers = await IssuersAsync();
        var gateway = objects.Single(item => item.Kind == "Gateway");
        var plain = Assert.Single(TlsCheck.Listeners(gateway, "HTTP"));

        Assert.Contains(objects.Single(item => item.Kind == "Certificate").Spec.Text("issuerRef", "name"), issuers.Select(issuer => issuer.Name));
        Assert.All(issuers, issuer =>
        {
            Assert.Matches("^https://acme-(staging-)?v02\\.api\\.letsencrypt\\.org/directory$", issuer.Spec.Text("acme", "server"));
            var parent = Assert.Single(SolverOf(issuer).Items("parentRefs"));
            Assert.Equal((gateway.Name, plain.Text("name"), null), (parent.Text("name"), parent.Text("sectionName"), parent["namespace"]));
        });
        Assert.Equal(2, issuers.Select(issuer => (issuer.Spec.Text("acme", "server"), issuer.Spec.Text("acme", "privateKeySecretRef", "name"))).Distinct().Count());
    }

    [Fact]
    public async Task The_values_of_the_guide_give_dev_TLS()
    {
        var guide = await File.ReadAllTextAsync(DeployTools.InRepository("docs", "secrets.md"));
        var values = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(values, guide.Split("```yaml\n")[1].Split("```")[0]);
            var objects = await renders.ReleaseAsync(Renders.NamespaceOf("dev"), [Path.Combine("helm", "otelshop", "values-dev.yaml"), values], []);

            FindingAssert.None(TlsCheck.Check(objects));
            Assert.True(TlsCheck.HasTls(Assert.Single(objects, item => item.Kind == "Gateway")));
            Assert.Contains(objects, item => item.Kind == "NetworkPolicy" && item.Name == Solver);
        }
        finally
        {
            File.Delete(values);
        }
    }

    [Fact]
    public async Task Admission_lets_the_pod_of_a_challenge_in_by_the_labels_of_the_issuer()
    {
        var policies = await renders.BuildAsync(Path.Combine("policies", "admission", "base"));

        foreach (var issuer in await IssuersAsync())
            FindingAssert.None(await PolicyCheck.DeniedAsync(policies, Entries(PodOf(issuer))));
        Assert.Contains(await PolicyCheck.DeniedAsync(policies, Entries(KubernetesObject.Parse(SolverPod)[0])), denial => denial.Contains("labels", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_gateway_alone_reaches_the_pod_of_a_challenge()
    {
        var objects = await renders.HelmAsync("staging", "standalone");

        var allowed = new Reachability([.. objects, PodOf((await IssuersAsync())[0])], ShopGraph.Outside("staging")).Allowed().Where(edge => Solver == edge.From || Solver == edge.To);

        FindingAssert.None(Edge.Differences(allowed, [new("envoy", Solver, 8089), new(Solver, "kube-dns", 53, "UDP"), new(Solver, "kube-dns", 53)]));
    }

    [Fact]
    public async Task The_issuers_come_after_the_chart_that_knows_them()
    {
        var addons = (await _git.ArgoAddonsAsync("dev")).ToDictionary(item => item.Name["dev-".Length..], item => int.Parse(item.Json.Text("metadata", "annotations", "argocd.argoproj.io/sync-wave")!));
        var chart = Assert.Single(await _git.ArgoAddonsAsync("dev"), item => item.Name == "dev-cert-manager").Spec.At("source", "helm", "valuesObject");

        Assert.True(addons["envoy-gateway"] < addons["cert-manager"] && addons["cert-manager"] < addons["issuers"]);
        Assert.True(chart.Flag("crds", "enabled") is true && chart.Flag("config", "enableGatewayAPI") is true);
        Assert.Contains(await _git.FluxAsync("dev"), item => item.Kind == "Kustomization" && item.Spec.Text("path") == "./deploy/gitops/addons/issuers");
        Assert.Equal("restricted", Assert.Single(await renders.BuildAsync(Path.Combine("gitops", "addons", "issuers")), item => item.Kind == "Namespace").Json.Labels("metadata", "labels")["pod-security.kubernetes.io/enforce"]);
    }

    private async Task<IReadOnlyList<KubernetesObject>> IssuersAsync() =>
        [.. (await renders.BuildAsync(Path.Combine("gitops", "addons", "issuers"))).Where(item => item.Kind == "ClusterIssuer")];

    private static JsonNode SolverOf(KubernetesObject issuer) => Assert.Single(issuer.Spec.Items("acme", "solvers")).At("http01", "gatewayHTTPRoute")!;

    private static KubernetesObject PodOf(KubernetesObject issuer)
    {
        var pod = KubernetesObject.Parse(SolverPod)[0].Json;
        foreach (var (name, value) in SolverOf(issuer).Fields("podTemplate", "metadata", "labels"))
            pod.At("metadata", "labels")![name] = value!.DeepClone();
        return new KubernetesObject(pod);
    }

    private static JsonArray Entries(KubernetesObject item) => [item.Entry("challenge")];
}
