using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests;

/// <summary>What Argo CD reads from deploy/gitops.</summary>
public sealed class GitOpsTests(Renders renders)
{
    // Which chart brings the custom resources of a group.
    private static readonly Dictionary<string, string[]> GroupsOf = new()
    {
        ["external-secrets"] = ["external-secrets.io", "generators.external-secrets.io"],
        ["keda"] = ["keda.sh"],
        ["gateway-helm"] = ["gateway.networking.k8s.io"],
        ["cert-manager"] = ["cert-manager.io"],
        ["alb-controller"] = ["alb.networking.azure.io", "gateway.networking.k8s.io"],
        ["kube-prometheus-stack"] = ["monitoring.coreos.com"],
        ["argo-rollouts"] = ["argoproj.io"],
        ["loki"] = [],
        ["tempo"] = [],
        ["prometheus-blackbox-exporter"] = [],
        ["kyverno"] = ["kyverno.io"],
        ["falco"] = [],
        ["velero"] = ["velero.io"],
    };

    private static readonly string[] BuiltIn = ["", "apps", "autoscaling", "batch", "networking.k8s.io", "policy", "scheduling.k8s.io"];

    // Stages whose clusters have identities of Azure beside those of the shop.
    private static readonly string[] Cloud = ["staging", "prod"];

    private readonly GitOps _git = new(renders);

    [Fact]
    public async Task Every_object_of_Argo_CD_and_Flux_has_the_shape_that_its_API_requires()
    {
        var entries = new JsonArray();
        foreach (var (source, items) in await AllAsync())
            foreach (var item in items)
                entries.Add(item.Entry(source));

        Assert.True(entries.Count > 80, $"{entries.Count} objects");
        FindingAssert.None([.. await SchemaCheck.ValidateAsync(entries), .. await SchemaCheck.StrictAsync(entries)]);
    }

    [Fact]
    public async Task The_environments_are_the_stages_of_the_model()
    {
        var stages = Directory.EnumerateFiles(Renders.Chart, "values-*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)["values-".Length..]).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(Renders.Stages.Order(StringComparer.Ordinal), stages);
        foreach (var set in (await _git.ArgoAsync()).Where(item => item.Kind == "ApplicationSet" && item.Name != "previews"))
            Assert.Equal(stages, GitOps.StagesOf(set).Order(StringComparer.Ordinal));
        Assert.Equal(stages, Directory.EnumerateDirectories(GitOps.At("flux", "clusters")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_path_and_values_file_exists()
    {
        var root = DeployTools.InRepository();
        var missing = new List<string>();
        foreach (var application in await _git.ApplicationsAsync())
        {
            foreach (var source in application.Spec.Items("sources").Append(application.Spec.At("source")!).Where(source => source?["path"] is not null))
            {
                var folder = Path.Combine(root, source.Text("path")!);
                if (!Directory.Exists(folder)) missing.Add($"{application}: {source.Text("path")}");
                missing.AddRange(source.Items("helm", "valueFiles").Select(file => file.ToString()).Where(file => !IsOfTerraform(file) && !File.Exists(Path.Combine(folder, file))).Select(file => $"{application}: {file}"));
            }
        }

        Assert.Empty(missing);
        Assert.True(File.Exists(GitOps.At("gitops", "argocd", "values.yaml")));
    }

    [Fact]
    public async Task Every_project_permits_the_sources_and_destinations_of_its_Applications()
    {
        var projects = await _git.ArgoAsync();

        FindingAssert.None((await _git.ApplicationsAsync()).SelectMany(application => ProjectCheck.OfApplication(application, projects)));
    }

    [Theory, InlineData("staging"), InlineData("prod")]
    public async Task The_rights_of_the_pipelines_are_applied_for_their_identity_alone(string stage)
    {
        var identities = Assert.Single(YamlReader.Read(await File.ReadAllTextAsync(GitOps.At("gitops", stage, "identities", "identities.yaml")))).At("identities");
        var rights = await renders.BuildAsync(Path.Combine("gitops", stage, "pipelines"));
        var application = Assert.Single(await _git.ArgoAddonsAsync(stage), item => item.Spec.Text("source", "path") == $"deploy/gitops/{stage}/pipelines");

        Assert.Equal(Renders.NamespaceOf(stage), application.Spec.Text("destination", "namespace"));
        Assert.Equal(["monitoring", Renders.NamespaceOf(stage)], rights.Where(item => item.Kind == "RoleBinding").Select(item => item.Namespace).Order());
        Assert.All(rights.Where(item => item.Kind == "RoleBinding").SelectMany(item => item.Json.Items("subjects")), subject => Assert.Equal(("User", identities.Text("pipeline")), (subject.Text("kind"), subject.Text("name"))));
        FindingAssert.None(ObjectComparison.Differences(rights, (await _git.FluxAsync(stage)).Where(item => item.Kind is "Role" or "RoleBinding" && item.Name.StartsWith("pipelines-", StringComparison.Ordinal))));
    }

    [Theory, InlineData("staging"), InlineData("prod")]
    public async Task The_controller_of_the_load_balancer_has_the_identity_of_its_stage(string stage)
    {
        var identity = Assert.Single(YamlReader.Read(await File.ReadAllTextAsync(GitOps.At("gitops", stage, "identities", "identities.yaml")))).Text("identities", "albController");

        Assert.NotNull(identity);
        Assert.Equal(identity, Assert.Single(await _git.ArgoAddonsAsync(stage), item => item.Spec.Text("source", "chart") == "alb-controller").Spec.Text("source", "helm", "valuesObject", "albController", "podIdentity", "clientID"));
    }

    // KEDA is in every cluster, and its chart binds a role there.
    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Add_ons_may_write_to_kube_system(string stage) => Assert.Contains(
        (await _git.ArgoAsync()).Single(item => item.Kind == "AppProject" && item.Name == "platform").Spec.Items("destinations"),
        destination => (destination.Text("name"), destination.Text("namespace")) == ($"otel-demo-{stage}", "kube-system"));

    [Fact]
    public async Task The_project_of_the_shop_permits_the_kinds_of_the_overlays_and_of_TLS_and_no_other()
    {
        // dev has TLS by values alone.
        var objects = (await renders.HelmAsync("staging", "standalone")).Where(item => item.Kind is "Certificate" or "ClientTrafficPolicy").ToList();
        foreach (var (stage, mesh) in Renders.EachOverlay.Select(row => row.Data))
            objects.AddRange(await renders.MonitoredKustomizeAsync(stage, mesh));

        FindingAssert.None(ProjectCheck.OfKinds((await _git.ArgoAsync()).Single(item => item.Kind == "AppProject" && item.Name == "otelshop"), objects));
    }

    [Fact]
    public async Task Everything_is_kept_as_Git_has_it()
    {
        foreach (var application in await _git.ApplicationsAsync())
        {
            var policy = application.Spec.At("syncPolicy");
            Assert.True(policy.Flag("automated", "prune") is true && policy.Flag("automated", "selfHeal") is true, $"{application} drifts");
            if (application.Name is not "argocd" && !application.Name.StartsWith("otelshop-pr-", StringComparison.Ordinal))
                Assert.True(policy.Number("retry", "limit") > 0, $"{application} is tried once");
        }
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Argo_CD_and_Flux_deploy_the_objects_of_Kustomize(string stage)
    {
        var helm = (await _git.ShopAsync(stage)).Spec.At("source", "helm");
        var values = helm.Items("parameters").Select(parameter => $"{parameter.Text("name")}={parameter.Text("value")}");
        var byArgo = await renders.ReleaseAsync(Renders.NamespaceOf(stage), Files(helm.Items("valueFiles"), file => Path.Combine("helm", "otelshop", file)), values);
        var flux = await renders.BuildAsync(Path.Combine("flux", "shop", stage));
        var release = flux.Single(item => item.Kind == "HelmRelease").Spec;
        var byFlux = await renders.ReleaseAsync(release.Text("targetNamespace")!, Files(release.Items("chart", "spec", "valuesFiles"), file => file["deploy/".Length..]), []);
        var kustomized = await renders.TaggedKustomizeAsync(stage);

        FindingAssert.None(ObjectComparison.Differences(byArgo.Where(item => !item.IsHook), kustomized));
        FindingAssert.None(ObjectComparison.Differences(byFlux.Where(item => !item.IsHook).Concat(flux.Where(item => item.Kind == "Namespace")), kustomized));
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Custom_resources_are_installed_before_the_shop(string stage)
    {
        var addons = await _git.ArgoAddonsAsync(stage);
        var installed = addons.Select(addon => addon.Spec.Text("source", "chart")).OfType<string>().SelectMany(chart => GroupsOf[chart]).ToHashSet();
        var used = (await renders.TaggedKustomizeAsync(stage)).Select(item => item.ApiVersion.Contains('/') ? item.ApiVersion.Split('/')[0] : "").Distinct();
        var waves = (await _git.ArgoAsync()).ToDictionary(item => item.Name, Wave);

        Assert.Empty(used.Except(installed).Except(BuiltIn));
        Assert.True(waves["platform"] < waves["argocd"] && waves["argocd"] < waves["addons"] && waves["addons"] < waves["environments"] && waves["environments"] < waves["previews"]);
        if (addons.FirstOrDefault(addon => addon.Name.EndsWith("gateway-class", StringComparison.Ordinal)) is { } gatewayClass)
            Assert.True(Wave(gatewayClass) > Wave(addons.Single(addon => addon.Spec.Text("source", "chart") == "gateway-helm")));
    }

    // Two load balancers cannot have one address.
    [Fact]
    public async Task The_shop_of_dev_has_the_fixed_address_and_previews_have_their_own()
    {
        var classes = (await ClassAsync()).Where(item => item.Kind == "GatewayClass").ToDictionary(item => item.Name);
        var preview = (await _git.ArgoAsync()).Single(item => item.Name == "previews").Spec.Items("template", "spec", "source", "helm", "parameters").Single(parameter => parameter.Text("name") == "gateway.standalone.className");

        Assert.Equal((await ClassAsync()).Single(item => item.Kind == "EnvoyProxy").Name, classes[(await renders.TaggedKustomizeAsync("dev")).Single(item => item.Kind == "Gateway").Spec.Text("gatewayClassName")!].Spec.Text("parametersRef", "name"));
        Assert.Null(classes[preview.Text("value")!].Spec.At("parametersRef"));
    }

    // A second copy of the rules would be evaluated beside those of dev.
    [Fact]
    public async Task A_preview_brings_no_rules()
    {
        var source = (await _git.ArgoAsync()).Single(item => item.Name == "previews").Spec.At("template", "spec", "source", "helm");
        var values = source.Items("parameters").Select(parameter => $"{parameter.Text("name")}={parameter.Text("value")}").Where(value => value.StartsWith("monitoring.", StringComparison.Ordinal));

        var kinds = (await renders.ReleaseAsync("otel-demo-pr-7", [Path.Combine("helm", "otelshop", "values-dev.yaml")], values)).Select(item => item.Kind).ToHashSet();

        Assert.Contains("Deployment", kinds);
        Assert.DoesNotContain("PrometheusRule", kinds);
    }

    // An ApplicationSet is healthy before its Applications, so waves do not hold the shop back.
    [Fact]
    public async Task The_shop_and_its_previews_survive_until_custom_resources_exist()
    {
        foreach (var shop in (await _git.ApplicationsAsync()).Where(application => application.Spec.Text("project") == "otelshop"))
        {
            var policy = shop.Spec.At("syncPolicy");
            Assert.Contains("SkipDryRunOnMissingResource=true", policy.Items("syncOptions").Select(option => option.ToString()));
            Assert.True(policy.Number("retry", "limit") >= 30 && policy.Text("retry", "backoff", "maxDuration") == "10m", $"{shop} gives up while add-ons start");
        }
    }

    [Theory]
    [InlineData("otelshop-prod", "2026-11-24T10:00", true)]
    [InlineData("otelshop-prod", "2026-11-24T20:00", false)]
    [InlineData("otelshop-prod", "2026-11-27T10:00", false)]
    [InlineData("otelshop-prod", "2026-12-15T10:00", false)]
    [InlineData("otelshop-staging", "2026-12-15T23:00", true)]
    [InlineData("otelshop-dev", "2026-11-27T10:00", true)]
    public async Task Prod_changes_by_itself_in_its_windows_alone(string application, string time, bool may) =>
        Assert.Equal(may, ProjectCheck.MaySync((await _git.ArgoAsync()).Single(item => item.Kind == "AppProject" && item.Name == "otelshop"), application, DateTime.Parse(time)));

    [Fact]
    public async Task What_Argo_CD_ignores_is_written_by_controllers()
    {
        var ignored = (await _git.ShopAsync("staging")).Spec.Items("ignoreDifferences").ToList();
        var paths = ignored.SelectMany(entry => entry.Items("jsonPointers").Concat(entry.Items("jqPathExpressions")).Select(path => (Kind: entry.Text("kind"), Path: path.ToString()))).ToList();
        var objects = await renders.KustomizeAsync("staging", "istio");

        Assert.All(paths, path => Assert.Contains(objects, item => item.Kind == path.Kind));
        Assert.Equal(["/spec/replicas"], paths.Where(path => path.Path.Contains("replicas", StringComparison.Ordinal)).Select(path => path.Path));
        // A workload with an autoscaler has no number in Git that would be applied again.
        FindingAssert.None(ScalingCheck.OfAutoscalers(objects));
    }

    [Fact]
    public async Task Argo_CD_is_highly_available_and_has_no_local_user()
    {
        var values = Assert.Single(YamlReader.Read(await File.ReadAllTextAsync(GitOps.At("gitops", "argocd", "values.yaml"))));
        var cm = values.At("configs", "cm");
        var connector = Assert.Single(YamlReader.Read(cm.Text("dex.config")!)).Items("connectors").Single();
        var policy = values.Text("configs", "rbac", "policy.csv")!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(", ")).ToList();

        Assert.Equal(("false", "", "microsoft"), (cm.Text("admin.enabled"), values.Text("configs", "rbac", "policy.default"), connector.Text("type")));
        Assert.All(["controller", "server", "repoServer", "applicationSet"], part => Assert.True(values.Number(part, "replicas") >= 2, part));
        Assert.True(values.Flag("redis-ha", "enabled"));
        // The firewall of prod admits Docker Hub, and not the registry that the chart has by default.
        Assert.All((string[][])[["redis-ha", "image"], ["redis-ha", "haproxy", "image"]], image => Assert.StartsWith("docker.io/", values.At(image).Text("repository"), StringComparison.Ordinal));
        Assert.Equal(connector.Items("config", "groups").Select(group => group.ToString()).Order(), policy.Where(line => line[0] == "g").Select(line => line[1]).Order());
        Assert.Equal(policy.Where(line => line[0] == "g").Select(line => line[2]).Order(), policy.Where(line => line[0] == "p").Select(line => line[1]).Distinct().Order());
        Assert.DoesNotContain("$2a$", values.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_subscription_has_a_trigger_and_a_service()
    {
        var notifications = Assert.Single(YamlReader.Read(await File.ReadAllTextAsync(GitOps.At("gitops", "argocd", "values.yaml")))).At("notifications");

        foreach (var annotation in (await _git.ShopAsync("prod")).Json.Labels("metadata", "annotations").Keys.Where(name => name.StartsWith("notifications.", StringComparison.Ordinal)))
        {
            var parts = annotation.Split('.');
            Assert.NotNull(notifications.At("triggers", $"trigger.{parts[^2]}"));
            Assert.NotNull(notifications.At("notifiers", $"service.{parts[^1]}"));
        }
    }

    [Theory]
    [InlineData("project: otelshop", "project: shop", "there is no project shop")]
    [InlineData("repoURL: https://a", "repoURL: https://b", "does not permit the source https://b")]
    [InlineData("namespace: shop-1", "namespace: other", "does not permit other in cluster")]
    public void An_Application_outside_its_project_is_named(string old, string replacement, string fault)
    {
        var projects = KubernetesObject.Parse("{ kind: AppProject, metadata: { name: otelshop }, spec: { sourceRepos: [ https://a ], destinations: [ { name: cluster, namespace: shop-* } ] } }");
        var application = "kind: Application\nmetadata: { name: shop }\nspec:\n  project: otelshop\n  source:\n    repoURL: https://a\n  destination:\n    name: cluster\n    namespace: shop-1";

        Assert.Empty(ProjectCheck.OfApplication(KubernetesObject.Parse(application)[0], projects));
        Assert.Contains(fault, Assert.Single(ProjectCheck.OfApplication(KubernetesObject.Parse(application.Replace(old, replacement, StringComparison.Ordinal))[0], projects)), StringComparison.Ordinal);
    }

    private static int Wave(KubernetesObject item) => int.Parse(item.Json.Text("metadata", "annotations", "argocd.argoproj.io/sync-wave") ?? "0");

    // Terraform's output, which need not be there.
    private static bool IsOfTerraform(string file) => Path.GetFileName(file) == "infrastructure.yaml";

    private static IEnumerable<string> Files(IEnumerable<JsonNode> files, Func<string, string> path) => files.Select(file => file.ToString()).Where(file => !IsOfTerraform(file)).Select(path);

    private Task<IReadOnlyList<KubernetesObject>> ClassAsync() => renders.BuildAsync(Path.Combine("gitops", "addons", "gateway-class"));

    // No package has the models of Envoy Gateway.
    private async Task<IEnumerable<(string Source, IReadOnlyList<KubernetesObject> Items)>> AllAsync()
    {
        var all = new List<(string, IReadOnlyList<KubernetesObject>)> { ("argo", await _git.ArgoAsync()), ("applications", await _git.ApplicationsAsync()), ("class", [.. (await ClassAsync()).Where(item => item.Kind != "EnvoyProxy")]) };
        foreach (var stage in Renders.Stages)
            all.AddRange([($"flux {stage}", await _git.FluxAsync(stage)), ($"admission {stage}", await renders.BuildAsync(Path.Combine("policies", "admission", stage)))]);
        foreach (var stage in Cloud)
            all.Add(($"pipelines {stage}", await renders.BuildAsync(Path.Combine("gitops", stage, "pipelines"))));
        return all;
    }
}
