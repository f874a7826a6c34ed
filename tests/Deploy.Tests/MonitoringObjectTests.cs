using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests;

/// <summary>Objects of deploy/monitoring, under the rules of the shop's.</summary>
public sealed class MonitoringObjectTests(Renders renders)
{
    private readonly GitOps _git = new(renders);

    [Fact]
    public async Task Every_object_has_the_shape_that_its_API_requires()
    {
        var entries = new JsonArray();
        foreach (var stage in Renders.Stages)
            foreach (var item in await AllAsync(stage))
                entries.Add(new JsonObject { ["source"] = stage, ["object"] = OnOneLine(item.Json) });

        Assert.True(entries.Count > 60, $"{entries.Count} objects");
        FindingAssert.None([.. await SchemaCheck.ValidateAsync(entries), .. await SchemaCheck.StrictAsync(entries)]);
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Only_agents_are_not_restricted_and_for_two_reasons_alone(string stage)
    {
        var findings = RestrictedPodCheck.Check(await AllAsync(stage)).Select(finding => System.Text.RegularExpressions.Regex.Replace(finding, "volume [a-z]+", "volume")).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal([
            "DaemonSet/otel-collector: container otel-collector does not require a user other than root",
            "DaemonSet/otel-collector: container otel-collector runs as root",
            "DaemonSet/otel-collector: volume is of type hostPath"], findings);
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task A_namespace_enforces_the_standard_that_its_pods_meet(string stage)
    {
        var levels = (await AllAsync(stage)).Where(item => item.Kind == "Namespace").ToDictionary(item => item.Name, item => item.Json.Labels("metadata", "labels")["pod-security.kubernetes.io/enforce"]);

        Assert.Equal(
            [("monitoring", "privileged"), ("observability", "privileged"), ("observability-gateway", "restricted"), ("synthetic", "restricted")],
            levels.Select(level => (level.Key, level.Value)).Order());
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Folders_of_the_node_are_read_only_and_agents_keep_one_of_their_own(string stage)
    {
        var agent = Workload.Of(await AllAsync(stage)).Single(workload => workload.Kind == "DaemonSet");
        var paths = agent.Pod.Items("volumes").Where(volume => volume["hostPath"] is not null).ToDictionary(volume => volume.Text("name")!, volume => volume.Text("hostPath", "path"));
        var mounts = agent.Containers.Single().Items("volumeMounts").Where(mount => paths.ContainsKey(mount.Text("name")!)).ToList();

        Assert.Equal(["/proc", "/sys", "/var/lib/otelcol", "/var/log/pods"], paths.Values.Order(StringComparer.Ordinal));
        Assert.Equal(["/var/lib/otelcol"], mounts.Where(mount => mount.Flag("readOnly") is not true).Select(mount => paths[mount.Text("name")!]));
    }

    [Fact]
    public async Task Agents_may_read_names_of_pods_and_figures_of_kubelets_and_nothing_else()
    {
        var rules = (await AllAsync("prod")).Where(item => item.Kind is "ClusterRole" or "Role").SelectMany(role => role.Json.Items("rules")).ToList();

        Assert.Equal(["jobs", "namespaces", "nodes", "nodes/stats", "pods", "replicasets"], rules.SelectMany(rule => rule.Items("resources")).Select(resource => resource.ToString()).Order(StringComparer.Ordinal));
        Assert.Subset(new HashSet<string> { "get", "list", "watch" }, rules.SelectMany(rule => rule.Items("verbs")).Select(verb => verb.ToString()).ToHashSet());
    }

    // Both sides allow the connection, and the Service leads to the pods.
    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Pods_of_the_shop_reach_the_agent_and_agents_reach_the_gateway(string stage)
    {
        var (shop, monitoring) = (await renders.HelmAsync(stage, Renders.DefaultHome(stage)), await AllAsync(stage));
        var (from, agents, gateways) = (shop.Single(item => item.Kind == "Namespace"), Pods(monitoring, "otel-collector"), Pods(monitoring, "otel-gateway"));
        var cart = Workload.Of(shop).Single(workload => workload.Name == "cart" && workload.Kind is "Deployment" or "Rollout" && workload.Name == "cart");

        Assert.True(Sends(shop, cart.Labels, agents, 4317) && Accepts(monitoring, agents, from, cart.Labels, 4317), "cart does not reach the agent");
        var agentSpace = monitoring.Single(item => item.Kind == "Namespace" && item.Name == agents.Namespace);
        Assert.True(Sends([.. monitoring.Where(item => item.Namespace == agents.Namespace)], agents.Labels, gateways, 4317) && Accepts(monitoring, gateways, agentSpace, agents.Labels, 4317), "the agent does not reach the gateway");
        Assert.False(Accepts(monitoring, gateways, from, cart.Labels, 4317), "cart reaches the gateway");
        Assert.Equal("Local", monitoring.Single(item => item.Kind == "Service" && item.Name == "otel-collector").Spec.Text("internalTrafficPolicy"));
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Prometheus_scrapes_the_collectors(string stage)
    {
        var (monitoring, stack) = (await AllAsync(stage), (await _git.ArgoAddonsAsync(stage)).Single(item => item.Spec.Text("source", "chart") == "kube-prometheus-stack"));
        foreach (var monitor in monitoring.Where(item => item.Kind == "PodMonitor"))
            Assert.Contains(Workload.Of(monitoring), workload => workload.Namespace == monitor.Namespace && LabelSelector.Matches(monitor.Spec.At("selector"), workload.Labels)
                && workload.Ports.Any(port => port.Is(monitor.Spec.Items("podMetricsEndpoints").Single().Text("port"))));

        Assert.Equal(2, monitoring.Count(item => item.Kind == "PodMonitor"));
        Assert.All((string[])["serviceMonitorSelectorNilUsesHelmValues", "podMonitorSelectorNilUsesHelmValues", "probeSelectorNilUsesHelmValues", "ruleSelectorNilUsesHelmValues"],
            option => Assert.False(stack.Spec.Flag("source", "helm", "valuesObject", "prometheus", "prometheusSpec", option), option));
    }

    // Managed services have no pod; Azure Monitor measures them.
    [Theory, InlineData("standalone", 3), InlineData("azure", 0)]
    public async Task Prometheus_scrapes_an_exporter_beside_each_server_of_the_cluster(string home, int count)
    {
        var (shop, monitoring) = (await renders.HelmAsync("dev", home), await AllAsync("dev"));
        var prometheus = new Dictionary<string, string> { ["app.kubernetes.io/name"] = "prometheus" };
        var monitors = shop.Where(item => item.Kind == "PodMonitor").ToList();

        Assert.Equal(count, monitors.Count);
        foreach (var monitor in monitors)
        {
            var server = Workload.Of(shop).Single(workload => LabelSelector.Matches(monitor.Spec.At("selector"), workload.Labels));
            var port = server.Containers.Single(container => container.Text("name") == $"{monitor.Name}-exporter").Items("ports").Single();
            var number = port.Number("containerPort") ?? 0;
            Assert.Equal(monitor.Spec.Items("podMetricsEndpoints").Single().Text("port"), port.Text("name"));
            Assert.True(Accepts(shop, server, monitoring.Single(item => item is { Kind: "Namespace", Name: "monitoring" }), prometheus, number), $"Prometheus does not reach {monitor.Name}");
            Assert.False(Accepts(shop, server, shop.Single(item => item.Kind == "Namespace"), prometheus, number), $"{monitor.Name} is reached from elsewhere");
        }
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task The_entrance_is_asked_and_ordered_from_at_its_public_address(string stage)
    {
        var (monitoring, shop) = (await AllAsync(stage), await renders.HelmAsync(stage, Renders.DefaultHome(stage)));
        var isEncrypted = shop.Single(item => item.Kind == "Gateway").Spec.Items("listeners").Any(listener => listener.Text("protocol") == "HTTPS");
        var address = $"{(isEncrypted ? "https" : "http")}://{shop.Where(item => item.Kind == "HTTPRoute").SelectMany(route => route.Spec.Items("hostnames")).Select(host => host.ToString()).Distinct().Single()}";
        var (probe, job) = (monitoring.Single(item => item.Kind == "Probe"), monitoring.Single(item => item.Kind == "CronJob"));
        var exporter = (await _git.ArgoAddonsAsync(stage)).Single(item => item.Spec.Text("source", "chart") == "prometheus-blackbox-exporter");

        Assert.All(probe.Spec.Items("targets", "staticConfig", "static"), target => Assert.StartsWith($"{address}/", target.ToString(), StringComparison.Ordinal));
        Assert.Equal($"{exporter.Spec.Text("source", "helm", "releaseName")}.{exporter.Spec.Text("destination", "namespace")}:9115", probe.Spec.Text("prober", "url"));
        Assert.NotNull(exporter.Spec.At("source", "helm", "valuesObject", "config", "modules", probe.Spec.Text("module")!));
        // Business figures leave both out.
        Assert.All((string[])[exporter.Spec.Text("source", "helm", "valuesObject", "config", "modules", probe.Spec.Text("module")!, "http", "headers", "baggage")!, job.Json.ToJsonString()],
            request => Assert.Contains("user_agent.synthetic.type=test", request, StringComparison.Ordinal));
        Assert.Equal(("*/5 * * * *", "Forbid"), (job.Spec.Text("schedule"), job.Spec.Text("concurrencyPolicy")));
        Assert.Equal(address, Workload.Of([job]).Single().Containers.Single().Items("env").Single(variable => variable.Text("name") == "SHOP_URL").Text("value"));
    }

    // The sidecars of Grafana and the operator of Prometheus find them by these names.
    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Dashboards_data_sources_and_routes_of_alerts_are_where_the_add_ons_look(string stage)
    {
        var (files, values) = (await renders.BuildAsync("monitoring"), (await _git.ArgoAddonsAsync(stage)).Single(item => item.Spec.Text("source", "chart") == "kube-prometheus-stack").Spec.At("source", "helm", "valuesObject"));
        IEnumerable<string> Labelled(string kind) => files.Where(item => item.Kind == "ConfigMap" && item.Json.Labels("metadata", "labels").GetValueOrDefault(values.Text("grafana", "sidecar", kind, "label")!) == values.Text("grafana", "sidecar", kind, "labelValue")).SelectMany(item => item.Json.Fields("data")).Select(file => file.Key);
        var sources = File.ReadAllText(GitOps.At("monitoring", "grafana", "provisioning", "datasources", "otelshop.yaml"));

        Assert.Equal(Directory.EnumerateFiles(GitOps.At("monitoring", "grafana", "dashboards")).Select(Path.GetFileName).Order(), Labelled("dashboards").Order());
        Assert.Equal(["otelshop.yaml"], Labelled("datasources"));
        Assert.All(System.Text.RegularExpressions.Regex.Matches(sources, @"url: \$\{([A-Z_]+)\}").Select(match => match.Groups[1].Value), variable => Assert.NotNull(values.Text("grafana", "env", variable)));
        Assert.Contains(files, item => item.Kind == "Secret" && item.Name == values.Text("alertmanager", "alertmanagerSpec", "configSecret") && item.Json.At("data", "alertmanager.yaml") is not null);
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Argo_CD_and_Flux_apply_the_same_folders(string stage)
    {
        // Flux applies rights in the namespace of the shop with the shop.
        var argo = (await _git.ArgoAddonsAsync(stage)).Select(item => item.Spec.Text("source", "path")).OfType<string>().Where(path => Path.GetFileName(path) is not ("pipelines" or "access"));
        var flux = (await renders.BuildAsync(Path.Combine("flux", "addons", stage))).Where(item => item.Kind == "Kustomization").Select(item => item.Spec.Text("path")!["./".Length..]);

        Assert.Equal(argo.Order(StringComparer.Ordinal), flux.Order(StringComparer.Ordinal));
    }

    // Kustomize breaks the lines of base64. Go reads it so; the schema's format does not.
    private static JsonNode OnOneLine(JsonObject target)
    {
        var copy = target.DeepClone();
        foreach (var (name, value) in target.Text("kind") == "Secret" ? target.Fields("data") : [])
            copy["data"]![name] = value.Text()!.Replace("\n", "", StringComparison.Ordinal);
        return copy;
    }

    private async Task<IReadOnlyList<KubernetesObject>> AllAsync(string stage) =>
    [
        .. await renders.BuildAsync(Path.Combine("monitoring", "collector", stage)),
        .. await renders.BuildAsync(Path.Combine("monitoring", "synthetic", stage)),
        .. await renders.BuildAsync("monitoring"),
    ];

    private static Workload Pods(IEnumerable<KubernetesObject> objects, string name) => Workload.Of(objects).Single(workload => workload.Name == name);

    private static bool Sends(IEnumerable<KubernetesObject> objects, IReadOnlyDictionary<string, string> from, Workload to, int port) =>
        Policies(objects, from).SelectMany(policy => policy.Spec.Items("egress")).Any(rule => Has(rule, port) && rule.Items("to").Any(peer => IsPeer(peer, NameOf(to.Namespace), to.Labels)));

    private static bool Accepts(IEnumerable<KubernetesObject> objects, Workload to, KubernetesObject space, IReadOnlyDictionary<string, string> from, int port)
    {
        var labels = new Dictionary<string, string>(space.Json.Labels("metadata", "labels")) { ["kubernetes.io/metadata.name"] = space.Name };
        return Policies(objects.Where(item => item.Namespace == to.Namespace), to.Labels).SelectMany(policy => policy.Spec.Items("ingress")).Any(rule => Has(rule, port) && rule.Items("from").Any(peer => IsPeer(peer, labels, from)));
    }

    private static IEnumerable<KubernetesObject> Policies(IEnumerable<KubernetesObject> objects, IReadOnlyDictionary<string, string> pods) =>
        objects.Where(item => item.Kind == "NetworkPolicy" && LabelSelector.Matches(item.Spec.At("podSelector"), pods));

    private static bool Has(JsonNode rule, int port) => rule.Items("ports").Any(open => open.Number("port") == port);

    private static bool IsPeer(JsonNode peer, IReadOnlyDictionary<string, string> space, IReadOnlyDictionary<string, string> pods) =>
        peer["namespaceSelector"] is { } namespaces && LabelSelector.Matches(namespaces, space) && LabelSelector.Matches(peer["podSelector"], pods);

    private static Dictionary<string, string> NameOf(string name) => new() { ["kubernetes.io/metadata.name"] = name };
}
