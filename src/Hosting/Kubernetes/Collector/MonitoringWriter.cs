using System.Text.Json.Nodes;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Collector;

/// <summary>Gives Grafana and Alertmanager of a cluster their files, and the containers on a developer's machine theirs.</summary>
internal static class MonitoringWriter
{
    private const string Folder = "monitoring/";
    private const string AlertmanagerFile = "alertmanager/alertmanager.yaml";

    /// <param name="files">What is written, dashboards and the configuration of Alertmanager included.</param>
    /// <param name="shop">The shop.</param>
    public static void Write(OutputFiles files, ShopModel shop)
    {
        string[] paths = [.. files.Files.Keys.Where(path => path.StartsWith(Folder, StringComparison.Ordinal)).Select(path => path[Folder.Length..])];
        var @namespace = shop.Environment.PrometheusNamespace;
        // Its node exporter sees the node's processes and network.
        var list = new ObjectList(@namespace, new ObjectCache());
        list.Add(CollectorParts.Namespace(@namespace, enforce: "privileged"), @namespace);
        files.Add("monitoring/namespace.yaml", Yaml.Header + Yaml.Write(list.Objects.Select(target => target.Json)));
        files.Add("monitoring/kustomization.yaml", Yaml.Header + Yaml.Write([Kustomization(@namespace, paths)]));
        files.Add("monitoring/containers/collector.yaml", Yaml.Header + ContainersConfig.Collector);
        files.Add("monitoring/containers/vendor.yaml", Yaml.Header + ContainersConfig.Vendor);
        files.Add("monitoring/containers/prometheus.yaml", Yaml.Header + ContainersConfig.Prometheus);
        files.Add("monitoring/containers/tempo.yaml", Yaml.Header + ContainersConfig.Tempo);
        files.Add("monitoring/containers/loki.yaml", Yaml.Header + ContainersConfig.Loki);
    }

    // Grafana's sidecars find dashboards and data sources by their labels.
    private static JsonObject Kustomization(string @namespace, IReadOnlyList<string> paths)
    {
        var kustomization = new JsonObject
        {
            ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
            ["kind"] = "Kustomization",
            ["namespace"] = @namespace,
            ["resources"] = new JsonArray("namespace.yaml"),
            ["generatorOptions"] = new JsonObject { ["disableNameSuffixHash"] = true },
        };
        var dashboards = paths.Where(path => path.StartsWith("grafana/dashboards/", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal));
        JsonNode[] maps = [.. dashboards.Select(path => Map($"grafana-dashboard-{Path.GetFileNameWithoutExtension(path)}", path, "grafana_dashboard")),
            .. paths.Where(path => path.StartsWith("grafana/provisioning/datasources/", StringComparison.Ordinal)).Select(path => Map("grafana-datasources", path, "grafana_datasource"))];
        if (maps.Length > 0)
            kustomization["configMapGenerator"] = new JsonArray(maps);
        if (paths.Contains(AlertmanagerFile))
            kustomization["secretGenerator"] = new JsonArray(new JsonObject { ["name"] = "alertmanager-otelshop", ["files"] = new JsonArray(AlertmanagerFile) });
        return kustomization;
    }

    private static JsonObject Map(string name, string path, string label) => new()
    {
        ["name"] = name,
        ["files"] = new JsonArray(path),
        ["options"] = new JsonObject
        {
            ["labels"] = new JsonObject { [label] = "1" },
            ["annotations"] = new JsonObject { ["grafana_folder"] = "OtelShop" },
        },
    };
}
