using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests;

/// <summary>The collectors of deploy/monitoring: their configurations, and the objects that run them.</summary>
public sealed class CollectorTests(Renders renders)
{
    private const string Agent = "otel-collector";
    private const string Gateway = "otel-gateway";

    private readonly GitOps _git = new(renders);

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public void Every_configuration_is_one_that_the_collector_starts_with(string stage)
    {
        FindingAssert.None(CollectorCheck.Check(Config(stage, "agent")));
        FindingAssert.None(CollectorCheck.Check(Config(stage, "gateway")));
        FindingAssert.None(CollectorCheck.Check(CollectorCheck.Merge(Config(stage, "gateway"), Config(stage, "vendor"))));
    }

    [Fact]
    public void The_containers_of_a_developer_have_such_a_configuration()
    {
        var (collector, vendor) = (Read("containers", "collector.yaml"), Read("containers", "vendor.yaml"));

        FindingAssert.None(CollectorCheck.Check(collector));
        FindingAssert.None(CollectorCheck.Check(CollectorCheck.Merge(collector, vendor)));
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task A_vendor_gets_every_signal_beside_the_backends_and_nothing_is_lost(string stage)
    {
        var (before, after) = (Config(stage, "gateway"), CollectorCheck.Merge(Config(stage, "gateway"), Config(stage, "vendor")));
        foreach (var signal in (string[])["traces", "metrics", "logs"])
            Assert.Equal([.. Exporters(before, signal), "otlp_http/vendor"], Exporters(after, signal));
        Assert.DoesNotContain("OTEL_VENDOR_ENDPOINT", CollectorCheck.Variables(before));
        // One optional variable decides.
        var variables = Container(await ObjectsAsync(stage), Gateway).Items("env").Where(variable => variable.Text("name")!.StartsWith("OTEL_VENDOR_", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, variables.Count);
        Assert.All(variables, variable => Assert.True(variable.Flag("valueFrom", "secretKeyRef", "optional")));
    }

    [Theory, InlineData("", "{}\n"), InlineData("https://otlp.example.com", "exporters: {}\n")]
    public async Task The_exporter_of_the_vendor_is_taken_in_where_the_variable_is_set(string endpoint, string expected)
    {
        var script = (await ObjectsAsync("dev")).Single(item => item.Kind == "StatefulSet").Spec.Items("template", "spec", "initContainers").Single().Items("command").Last().ToString();
        var folder = Directory.CreateTempSubdirectory("otelshop-vendor-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "source.yaml"), "exporters: {}\n", TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo("sh", ["-ec", script.Replace("/etc/otelcol/vendor.yaml", Path.Combine(folder.FullName, "source.yaml"), StringComparison.Ordinal)]);
            (start.Environment["OTEL_VENDOR_ENDPOINT"], start.Environment["VENDOR_FOLDER"]) = (endpoint, folder.FullName);
            using var shell = Process.Start(start)!;
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(expected, await File.ReadAllTextAsync(Path.Combine(folder.FullName, "vendor.yaml"), TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Containers_have_the_variables_ports_and_volumes_that_their_configurations_name(string stage)
    {
        var objects = await ObjectsAsync(stage);
        foreach (var (name, config) in ((string, JsonObject)[])[(Agent, Config(stage, "agent")), (Gateway, CollectorCheck.Merge(Config(stage, "gateway"), Config(stage, "vendor")))])
        {
            var container = Container(objects, name);
            Assert.Subset(container.Items("env").Select(variable => variable.Text("name")!).ToHashSet(), CollectorCheck.Variables(config).ToHashSet());
            string[] listeners = [.. config.Fields("receivers", "otlp", "protocols").Select(protocol => protocol.Value.Text("endpoint")!), config.Text("extensions", "health_check", "endpoint")!, ":8888"];
            Assert.Equal(listeners.Select(listener => listener.Split(':')[^1]).Order(), container.Items("ports").Select(port => port.Text("containerPort")!).Order());
            Assert.Contains(container.Items("volumeMounts"), mount => mount.Text("mountPath") == config.Text("extensions", "file_storage", "directory") && mount.Flag("readOnly") is not true);
            foreach (var argument in container.Items("args").Select(argument => argument.ToString()["--config=".Length..]))
                Assert.Contains(container.Items("volumeMounts"), mount => argument.StartsWith(mount.Text("mountPath")! + "/", StringComparison.Ordinal));
        }

        FindingAssert.None(EndpointCheck.OfServices(objects));
        FindingAssert.None(EndpointCheck.OfProbes(objects).Where(finding => !finding.Contains("startupProbe", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Agents_hand_whole_traces_to_the_pods_of_the_gateway(string stage)
    {
        var (exporters, service) = (Config(stage, "agent").At("exporters"), (await ObjectsAsync(stage)).Single(item => item.Kind == "Service" && item.Name == Gateway));
        var address = $"{service.Name}.{service.Namespace}.svc.cluster.local";

        Assert.Equal(("traceID", address, "4317"), (exporters.Text("loadbalancing", "routing_key"), exporters.Text("loadbalancing", "resolver", "dns", "hostname"), exporters.Text("loadbalancing", "resolver", "dns", "port")));
        Assert.Equal($"dns:///{address}:4317", exporters.Text("otlp_grpc/gateway", "endpoint"));
        Assert.Equal(("None", "4317"), (service.Spec.Text("clusterIP"), service.Spec.Items("ports").Single().Text("port")));
    }

    [Theory, InlineData("dev", 100, 100), InlineData("staging", 100, 50), InlineData("prod", 25, 10)]
    public void Errors_slow_traces_and_synthetic_checks_are_kept_and_a_share_of_the_rest(string stage, int browsers, int rest)
    {
        var policies = Config(stage, "gateway").Items("processors", "tail_sampling", "policies").ToDictionary(policy => policy.Text("name")!);

        Assert.Equal("ERROR", policies["errors"].Items("status_code", "status_codes").Single().ToString());
        Assert.Equal(1000, policies["slow"].Number("latency", "threshold_ms"));
        Assert.Contains(policies["synthetic"].Items("string_attribute", "values").Single().ToString(), Script("synthetic", stage), StringComparison.Ordinal);
        Assert.Equal(browsers, policies["browsers"].Items("and", "and_sub_policy").Last().Number("probabilistic", "sampling_percentage"));
        Assert.Equal(rest, policies["rest"].Number("probabilistic", "sampling_percentage"));
        Assert.Equal(5, policies.Count);
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public void Spans_are_counted_before_they_are_sampled_and_each_gateway_writes_series_of_its_own(string stage)
    {
        var gateway = Config(stage, "gateway");
        var counting = gateway.At("service", "pipelines", "traces/metrics");

        Assert.DoesNotContain("tail_sampling", counting.Items("processors").Select(id => id.ToString()));
        Assert.Equal(["spanmetrics", "servicegraph"], counting.Items("exporters").Select(id => id.ToString()));
        Assert.True(gateway.Flag("connectors", "spanmetrics", "exemplars", "enabled"));
        Assert.Contains(gateway.Items("processors", "transform/spans", "metric_statements").Single().Items("statements"), statement => statement.ToString() == "set(resource.attributes[\"service.instance.id\"], \"${env:POD_NAME}\")");
    }

    // What is left out sends its logs itself.
    [Fact]
    public async Task The_console_of_every_service_is_left_out_and_no_other()
    {
        var excluded = Config("prod", "agent").Items("receivers", "filelog", "exclude").Select(path => path.ToString()).ToList();
        var services = (await renders.HelmAsync("prod", "azure")).Where(item => item.Kind is "Deployment" or "StatefulSet" && !item.Name.StartsWith("load-generator", StringComparison.Ordinal)).Select(item => $"/var/log/pods/*_{item.Name}-*/*/*.log");

        Assert.Equal(services.Concat(["/var/log/pods/observability_*/*/*.log", "/var/log/pods/observability-gateway_*/*/*.log"]).Order(StringComparer.Ordinal), excluded.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Every_address_of_a_backend_is_one_that_the_add_ons_install(string stage)
    {
        var addons = await _git.ArgoAddonsAsync(stage);
        bool Installs(string chart, string @namespace) => addons.Any(addon => addon.Spec.Text("source", "chart") == chart && addon.Spec.Text("source", "helm", "releaseName") == chart && addon.Spec.Text("destination", "namespace") == @namespace);
        var endpoints = Config(stage, "gateway").Fields("exporters").Select(exporter => exporter.Value.Text("endpoint")).OfType<string>().Order(StringComparer.Ordinal);

        Assert.Equal(["http://loki.monitoring:3100/otlp", "http://prometheus-operated.monitoring:9090/api/v1/otlp", "tempo.monitoring:4317"], endpoints);
        Assert.All((string[])["loki", "tempo", "kube-prometheus-stack"], chart => Assert.True(Installs(chart, "monitoring"), chart));
        var prometheus = Values(addons, "kube-prometheus-stack").At("prometheus", "prometheusSpec");
        Assert.Equal((true, "30m", "30d"), (prometheus.Flag("enableOTLPReceiver"), prometheus.Text("tsdb", "outOfOrderTimeWindow"), prometheus.Text("retention")));
        Assert.Contains("exemplar-storage", prometheus.Items("enableFeatures").Select(feature => feature.ToString()));
        Assert.Subset(prometheus.Items("otlp", "promoteResourceAttributes").Select(attribute => attribute.ToString()).ToHashSet(), new HashSet<string> { "service.name", "deployment.environment.name", "k8s.pod.name", "k8s.node.name" });
    }

    [Theory, InlineData("dev", "168h", "72h"), InlineData("staging", "720h", "336h"), InlineData("prod", "720h", "336h")]
    public async Task Logs_and_traces_are_kept_as_long_as_the_stage_needs_them(string stage, string logs, string traces)
    {
        var addons = await _git.ArgoAddonsAsync(stage);

        Assert.Equal((logs, true), (Values(addons, "loki").Text("loki", "limits_config", "retention_period"), Values(addons, "loki").Flag("loki", "compactor", "retention_enabled")));
        Assert.Equal(traces, Values(addons, "tempo").Text("tempo", "retention"));
    }

    [Theory, InlineData("staging"), InlineData("prod")]
    public async Task Azure_Monitor_gets_traces_metrics_and_logs_of_the_cloud(string stage)
    {
        var application = Assert.Single(await _git.ArgoAddonsAsync(stage), item => item.Name == $"{stage}-otel-collector").Spec.Text("source", "path")!;
        var deployed = await renders.BuildAsync(application["deploy/".Length..]);

        Assert.All((string[])["traces", "metrics", "logs"], signal => Assert.Contains("azuremonitor", Exporters(Config(stage, "gateway"), signal)));
        var map = Assert.Single(deployed, item => item.Kind == "ConfigMap" && item.Name.StartsWith("azure-monitor", StringComparison.Ordinal));
        Assert.Equal(map.Name, Container(deployed, Gateway).Items("env").Single(variable => variable.Text("name") == "APPLICATIONINSIGHTS_CONNECTION_STRING").Text("valueFrom", "configMapKeyRef", "name"));
        Assert.StartsWith("InstrumentationKey=", map.Json.Text("data", "APPLICATIONINSIGHTS_CONNECTION_STRING"), StringComparison.Ordinal);
    }

    internal static JsonObject Config(string stage, string name) => Read("collector", stage, "config", $"{name}.yaml");

    private static JsonObject Read(params string[] path) => Assert.Single(YamlReader.Read(File.ReadAllText(GitOps.At(["monitoring", .. path]))));

    private static string Script(string folder, string stage) => File.ReadAllText(GitOps.At("monitoring", folder, stage, "checks.yaml"));

    private static IEnumerable<string> Exporters(JsonObject config, string pipeline) => config.Items("service", "pipelines", pipeline, "exporters").Select(id => id.ToString());

    private static JsonNode? Values(IEnumerable<KubernetesObject> addons, string chart) => addons.Single(addon => addon.Spec.Text("source", "chart") == chart).Spec.At("source", "helm", "valuesObject");

    private static JsonNode Container(IEnumerable<KubernetesObject> objects, string workload) => Workload.Of(objects).Single(item => item.Name == workload).Containers.Single();

    private Task<IReadOnlyList<KubernetesObject>> ObjectsAsync(string stage) => renders.BuildAsync(Path.Combine("monitoring", "collector", stage));
}
