using System.Text.Json.Nodes;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>Places in the objects that a user of the chart may set, and what their values are called.</summary>
internal sealed class ValueNames(ShopModel shop)
{
    private const string Pods = "Deployment|StatefulSet";
    private const string Container = "/spec/template/spec/containers/0";
    private const string Replicas = "replicas";
    private const string PrometheusAddress = "/provider/prometheus/address";
    private const string VaultUrl = "/spec/provider/azurekv/vaultUrl";
    private const string CertificateKey = "/spec/data/0/remoteRef/key";
    private const string ClientId = "/metadata/annotations/azure.workload.identity~1client-id";
    private const string WorkingHours = "/spec/triggers/2/metadata";
    private const string AutoscalerRef = "/spec/autoscalerRef";
    private const string HomeMark = "{home}";

    // Kinds, pointer, value below the owner's or (with a leading slash) of the chart, and whether it takes several lines.
    private static readonly (string Kinds, string Pointer, string Path, bool IsBlock)[] Places =
    [
        (Pods, $"{Container}/resources", "resources", true),
        ("Deployment", "/spec/replicas", Replicas, false),
        (Pods, "/spec/volumeClaimTemplates/0/spec/resources/requests/storage", "storage", false),
        ("HorizontalPodAutoscaler", "/spec/minReplicas", "autoscaling/minReplicas", false),
        ("HorizontalPodAutoscaler", "/spec/maxReplicas", "autoscaling/maxReplicas", false),
        ("ScaledObject", "/spec/maxReplicaCount", "autoscaling/maxReplicas", false),
        ("ResourceQuota", "/spec/hard", $"/quota/{HomeMark}", true),
        ("Gateway", "/spec/gatewayClassName", $"/gateway/{HomeMark}/className", false),
        ("Gateway", "/spec/listeners", $"/gateway/{HomeMark}/listeners", true),
        ("Gateway", "/metadata/annotations/alb.networking.azure.io~1alb-id", "/azure/loadBalancerId", false),
        ("HTTPRoute", "/spec/hostnames", "/gateway/hostnames", true),
        ("Certificate", "/spec/dnsNames", "/gateway/hostnames", true),
        ("Certificate", "/spec/issuerRef/name", $"/{Issuer}", false),
        ("Canary", "/spec/service/hosts", "/gateway/hostnames", true),
        ("MetricTemplate", "/spec/provider/address", "/monitoring/prometheus", false),
        ("WebApplicationFirewallPolicy", "/spec/webApplicationFirewall/id", "/azure/firewallPolicyId", false),
        ("ScaledObject", "/spec/triggers/0/metadata/serverAddress", "/monitoring/prometheus", false),
        ("ScaledObject", $"{WorkingHours}/start", "/workingHours/start", false),
        ("ScaledObject", $"{WorkingHours}/end", "/workingHours/end", false),
        ("Deployment", "/spec/template/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution", "/spotNodes/preferences", true),
        ("Deployment", "/spec/template/spec/tolerations", "/spotNodes/tolerations", true),
    ];

    // Values that belong to no resource; Helm gives every chart the last one.
    private static readonly string[] Reserved = ["azure", "backing", "delivery", "gateway", "home", "image", "mesh", "monitoring", "namespace", "priorityClasses", "quota", "secrets", "spotNodes", "workingHours", "global"];

    /// <summary>The value that names the certificate of the entrance. It is empty where the gateway has no TLS.</summary>
    public const string CertificateName = "azure/certificateName";

    /// <summary>The value that names the issuer of the certificate in the home <c>standalone</c>. It is empty where the gateway has no TLS.</summary>
    public const string Issuer = "gateway/standalone/issuer";

    private const string CertificateObject = $"ExternalSecret {Secrets.Certificate}";

    /// <summary>The value that says whether services have one replica outside of the working hours.</summary>
    public const string HasWorkingHours = "workingHours/enabled";

    /// <summary>Whether a resource cannot have this name.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(Camel(name));

    /// <summary>Name of an owner among the values, such as <c>productCatalog</c>.</summary>
    public static string Camel(string name) =>
        string.Concat(name.Split('-').Select((part, index) => index == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>The template that yields a workload's settings as JSON.</summary>
    public static string ConfigTemplate(string owner) => $"otelshop.{owner}.config";

    /// <param name="key">Kind and name of the object.</param>
    /// <param name="pointer">JSON pointer of the place.</param>
    /// <param name="sample">What one variant has there.</param>
    /// <returns>Null when the place is not for users.</returns>
    public NamedValue? Of(string key, string pointer, JsonNode? sample)
    {
        var (kind, name) = (key[..key.IndexOf(' ', StringComparison.Ordinal)], key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        foreach (var place in Places)
        {
            if (place.Pointer == pointer && place.Kinds.Split('|').Contains(kind) && !(place.Path == Replicas && IsOwnImage(name)))
                return new NamedValue(place.Path.StartsWith('/') ? place.Path[1..] : $"{Camel(name)}/{place.Path}", place.IsBlock);
        }

        if (kind is "Deployment" or "StatefulSet" && pointer == $"{Container}/image")
            return IsOwnImage(name) ? NamedValue.Computed($"{{{{ include \"otelshop.image\" (dict \"Values\" .Values \"name\" \"{(string)sample!}\") }}}}") : new NamedValue($"{Camel(name)}/image", false);
        if (kind == "AnalysisTemplate" && pointer.EndsWith(PrometheusAddress, StringComparison.Ordinal))
            return new NamedValue("monitoring/prometheus", false);
        if (kind == "ServiceAccount" && pointer == ClientId)
            return new NamedValue(IsWorkload(name) ? $"azure/identities/{Camel(name)}" : "azure/identityClientId", false);
        if (kind == "SecretStore" && pointer == VaultUrl)
            return new NamedValue(name == Secrets.CertificateStore ? "azure/certificateVaultUrl" : "azure/keyVaultUrl", false);
        if (kind == SecretsDriver.Kind)
            return OfDriver(name, pointer);
        if (key == CertificateObject && pointer == CertificateKey)
            return new NamedValue(CertificateName, false);
        if (key == $"NetworkPolicy {Identities.Policy}" && pointer == "/spec/egress/0/to")
            return new NamedValue("azure/entraPeers", true);
        if (kind == "NetworkPolicy" && pointer.EndsWith("/ipBlock/cidr", StringComparison.Ordinal))
            return new NamedValue((string?)sample == NetworkPolicies.AzureDataSubnet ? "azure/dataSubnet" : "azure/gatewaySubnet", false);
        if (!IsWorkload(name))
            return null;
        if (kind == "Canary" && pointer is $"{AutoscalerRef}/apiVersion" or $"{AutoscalerRef}/kind" && HasHours)
            return OfAutoscaler(pointer.EndsWith("kind", StringComparison.Ordinal));
        if (kind == "ScaledObject" && pointer == "/spec/minReplicaCount" && IsConsumer(name))
            return new NamedValue(MinReplicas(name), false);
        if (kind == "ScaledObject" && pointer == $"{WorkingHours}/desiredReplicas")
            return NamedValue.Computed($"{{{{ .Values.{MinReplicas(name).Replace('/', '.')} | quote }}}}");
        if (kind is "Deployment" or "StatefulSet" && pointer == "/spec/template/metadata/annotations/checksum~1config")
            return NamedValue.Computed($"{{{{ include \"{ConfigTemplate(name)}\" . | sha256sum }}}}");
        if (kind == "ConfigMap" && pointer == "/data")
            return NamedValue.ComputedLines($"include \"{ConfigTemplate(name)}\" . | fromJson | toYaml");
        return kind == "ScaledObject" && pointer == "/spec/triggers/0/metadata/bootstrapServers" ? BootstrapServers(name) : null;
    }

    /// <summary>Whether a part of the place has a name, so that the place cannot be written as it is.</summary>
    public static bool HasNameBelow(string key, string pointer)
    {
        var kind = key[..key.IndexOf(' ', StringComparison.Ordinal)];
        // The places of subnets differ by policy, those of Prometheus by metric.
        if (kind is "NetworkPolicy" or "AnalysisTemplate" or SecretsDriver.Kind)
            return true;
        IEnumerable<string> computed = [ClientId, VaultUrl, .. key == CertificateObject ? [CertificateKey] : Array.Empty<string>(), $"{Container}/image", "/spec/template/metadata/annotations/checksum~1config", "/data", "/spec/triggers/0/metadata/bootstrapServers", "/spec/minReplicaCount", $"{AutoscalerRef}/kind", $"{WorkingHours}/desiredReplicas"];
        return Places.Where(place => place.Kinds.Split('|').Contains(kind)).Select(place => place.Pointer).Concat(computed)
            .Any(named => named.StartsWith($"{pointer}/", StringComparison.Ordinal));
    }

    private bool IsOwnImage(string name) => shop.Workloads.Any(workload => workload.Name == name && workload.PublicImage is null);

    private bool IsConsumer(string name) => shop.Workloads.Any(workload => workload.Name == name && workload.Options.Lag is not null);

    private bool HasHours => shop.Environment.Stages.Any(stage => stage.Hours is not null);

    /// <summary>The value of the fewest replicas of a workload.</summary>
    public static string MinReplicas(string name) => $"{Camel(name)}/autoscaling/minReplicas";

    private static NamedValue? OfDriver(string name, string pointer) => pointer switch
    {
        SecretsDriver.ClientId => new NamedValue($"secrets/csi/identities/{Camel(name)}", false),
        SecretsDriver.TenantId => new NamedValue("secrets/csi/tenantId", false),
        // The name is the first label of the vault's host.
        SecretsDriver.VaultName => NamedValue.Computed("{{ (urlParse .Values.azure.keyVaultUrl).host | splitList \".\" | first | quote }}"),
        _ => null,
    };

    private static NamedValue OfAutoscaler(bool isKind)
    {
        var (always, byHours) = (new KubernetesStage("always"), new KubernetesStage("hours") { Hours = new("", "") });
        string Text(KubernetesStage stage) => isKind ? Scaling.AutoscalerOf(stage).Kind : Scaling.AutoscalerOf(stage).Api;
        return NamedValue.Computed($"{{{{ ternary \"{Text(byHours)}\" \"{Text(always)}\" .Values.{HasWorkingHours.Replace('/', '.')} }}}}");
    }

    private bool IsWorkload(string name) => shop.Workloads.Any(workload => workload.Name == name);

    // KEDA is in another namespace, where the broker's short name means nothing.
    private NamedValue BootstrapServers(string name)
    {
        var broker = shop.Workloads.Single(workload => workload.Name == name).Backing.OfType<KafkaService>().Single();
        var values = $".Values.backing.standalone.{Camel(broker.Name)}";
        return NamedValue.Computed($"\"{{{{ {values}.{broker.HostVariable} }}}}.{{{{ .Release.Namespace }}}}:{{{{ {values}.{broker.PortVariable} }}}}\"");
    }

    /// <summary>A place that a value or an expression fills.</summary>
    /// <param name="Path">Of the value. Empty when an expression fills the place.</param>
    /// <param name="IsBlock">Whether the value takes several lines.</param>
    internal sealed record NamedValue(string Path, bool IsBlock)
    {
        private TemplateNode? _computed;

        public static NamedValue Computed(string expression) => new("", false) { _computed = new TemplateExpression(expression) };

        public static NamedValue ComputedLines(string expression) => new("", true) { _computed = new TemplateBlock(expression) };

        /// <summary>The expression of the template; the values of each stage are remembered.</summary>
        public TemplateNode Resolve(IReadOnlyDictionary<Variant, JsonNode?> nodes, ChartValues values)
        {
            if (_computed is not null)
                return _computed;
            foreach (var (variant, node) in nodes)
                values.Set(Path.Replace(HomeMark, VariantMerge.Camel(variant.Home), StringComparison.Ordinal), variant.Stage, HelmText.Unmask(node, variant.Namespace));
            var reference = ".Values." + Path.Replace('/', '.');
            if (Path.Contains(HomeMark, StringComparison.Ordinal))
            {
                var parts = Path.Split('/');
                reference = $"(index .Values.{parts[0]} .Values.home){string.Concat(parts[2..].Select(part => $".{part}"))}";
            }

            return IsBlock ? new TemplateBlock($"toYaml {reference}") : new TemplateExpression($"{{{{ {reference}{(nodes.Values.First()?.GetValueKind() == System.Text.Json.JsonValueKind.String ? " | quote" : "")} }}}}");
        }
    }
}
