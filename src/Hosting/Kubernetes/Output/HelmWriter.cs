using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>Writes <c>helm/otelshop</c>: a chart whose values are what stages differ in, and the home and mesh to choose.</summary>
internal sealed class HelmWriter(OutputFiles files, ShopModel shop, IReadOnlyDictionary<Variant, IReadOnlyList<KubernetesObject>> variants)
{
    private const string Folder = "helm/otelshop";
    private const string Version = "0.1.0";
    private const string AnyNamespace = "Namespace *";

    private readonly ChartValues _values = new([.. shop.Environment.Stages]);

    public void Write()
    {
        _values.Set("image/registry", "");
        _values.Set("image/tag", "");
        _values.Set("mesh", VariantMerge.Camel(Mesh.None));
        _values.Set("monitoring/enabled", true);
        _values.Set("namespace/create", false);
        _values.Set("priorityClasses/create", true);
        _values.Set("secrets/provider", VariantMerge.Camel(SecretsProvider.External));
        foreach (var stage in shop.Environment.Stages)
        {
            _values.Set("home", stage, VariantMerge.Camel(stage.Home));
            _values.Set("delivery", stage, VariantMerge.Camel(stage.Delivery));
            if (shop.Environment.Stages.Any(other => other.UsesTls) && shop.Workloads.Any(workload => workload.IsExternal))
            {
                _values.Set(ValueNames.CertificateName, stage, stage.UsesTls ? stage.Certificate.Name : "");
                _values.Set(ValueNames.Issuer, stage, stage.UsesTls ? stage.Issuer : "");
            }
        }

        SetHours();
        SetConfig();
        WriteTemplates();
        files.Add($"{Folder}/Chart.yaml", ChartFiles.Chart(Version));
        files.Add($"{Folder}/.helmignore", "*.orig\n*.swp\n.DS_Store\n");
        files.Add($"{Folder}/templates/_helpers.tpl", Helpers());
        if (shop.Workloads.FirstOrDefault(workload => workload.IsExternal) is { } entrance)
        {
            files.Add($"{Folder}/templates/NOTES.txt", ChartFiles.Notes(entrance));
            files.Add($"{Folder}/templates/tests/order.yaml", ChartFiles.OrderTest(entrance));
        }

        var defaults = _values.Defaults();
        files.Add($"{Folder}/values.yaml", Yaml.Header + Yaml.Write(TemplateNode.Of(defaults)));
        foreach (var stage in shop.Environment.Stages)
            files.Add($"{Folder}/values-{stage.Name}.yaml", Yaml.Header + Yaml.Write(TemplateNode.Of(_values.Of(stage))));
        files.Add($"{Folder}/values.schema.json", ValuesSchema.Of(defaults));
    }

    private bool HasHours => shop.Environment.Stages.Any(stage => stage.Hours is not null);

    private void SetHours()
    {
        foreach (var stage in shop.Environment.Stages.Where(_ => HasHours))
        {
            _values.Set(ValueNames.HasWorkingHours, stage, stage.Hours is not null);
            foreach (var workload in shop.Workloads.Where(workload => variants[Variant.DefaultOf(stage)].Any(target => target.Key == $"ScaledObject {workload.Name}")))
                _values.Set(ValueNames.MinReplicas(workload.Name), stage, Scaling.RangeOf(Variant.DefaultOf(stage), workload).Min);
        }
    }

    // Settings of a workload are its own, and those of the backing services that it uses.
    private void SetConfig()
    {
        foreach (var stage in shop.Environment.Stages)
        {
            foreach (var workload in shop.Workloads)
            {
                var settings = new Settings(shop, Variant.DefaultOf(stage), workload).Data;
                var shared = workload.Backing.SelectMany(backing => Enum.GetValues<KubernetesHome>().SelectMany(home => backing.Config(stage, home).Keys)).ToHashSet();
                foreach (var (name, value) in settings.Where(setting => !shared.Contains(setting.Key)))
                    _values.Set($"{ValueNames.Camel(workload.Name)}/config/{name}", stage, value);
            }

            foreach (var backing in shop.Backing)
            {
                foreach (var home in Enum.GetValues<KubernetesHome>())
                {
                    foreach (var (name, value) in backing.Config(stage, home))
                        _values.Set($"backing/{VariantMerge.Camel(home)}/{ValueNames.Camel(backing.Name)}/{name}", stage, value);
                }
            }
        }
    }

    private void WriteTemplates()
    {
        var masked = Masked();
        var keys = variants.Values.SelectMany(objects => objects).Select(target => (Key: target.Kind == "Namespace" ? AnyNamespace : target.Key, File: target.FileIn(shop))).Distinct().ToList();
        var names = new ValueNames(shop);
        foreach (var file in keys.GroupBy(target => target.File))
        {
            var text = new StringBuilder(Yaml.Header);
            string? open = null;
            foreach (var (condition, document) in file.Select(target => Document(masked, names, target.Key)))
            {
                // Neighbours share their condition.
                if (condition != open)
                    text.Append(open is null ? "" : "{{- end }}\n").Append(condition is null ? "" : $"{{{{- if {condition} }}}}\n");
                text.Append("---\n").Append(document);
                open = condition;
            }

            files.Add($"{Folder}/templates/{file.Key}.yaml", text.Append(open is null ? "" : "{{- end }}\n").ToString());
        }
    }

    // Objects of stages that differ by their namespace alone become one.
    private Dictionary<Variant, Dictionary<string, KubernetesObject>> Masked()
    {
        var cache = new ObjectCache();
        var known = new Dictionary<(KubernetesObject, string), KubernetesObject>();
        KubernetesObject Mask(KubernetesObject target, string @namespace)
        {
            if (!known.TryGetValue((target, @namespace), out var one))
                known[(target, @namespace)] = one = cache.Of(HelmText.Mask(target.Json, @namespace).ToJsonString());
            return one;
        }

        return variants.ToDictionary(variant => variant.Key, variant => variant.Value.Select(target => Mask(target, variant.Key.Namespace)).ToDictionary(target => target.Key));
    }

    private (string? Condition, string Text) Document(Dictionary<Variant, Dictionary<string, KubernetesObject>> masked, ValueNames names, string key)
    {
        var nodes = masked.Where(variant => Find(variant.Value, key) is not null).ToDictionary(variant => variant.Key, variant => (JsonNode?)Find(variant.Value, key)!.Json);
        var merge = new VariantMerge(key, names, _values);
        // The switches of the certificate and of working hours say which stages have it.
        var stages = nodes.Keys.Select(variant => variant.Stage).ToHashSet();
        var universe = IsOfCertificate(key) || IsOfIssuer(key) || IsByHours(key) is not null ? masked.Keys.Where(variant => stages.Contains(variant.Stage)) : masked.Keys;
        var conditions = new[] { merge.ConditionOf(universe, nodes.Keys, "/"), SwitchOf(key) }.OfType<string>().ToArray();
        var condition = conditions switch { [] => null, [var one] => one, [var both, var other] => $"and ({both}) ({other})", _ => throw new InvalidOperationException() };
        return (condition, Yaml.Write(merge.Merge(nodes, "")));
    }

    // Stages name their namespaces differently: one key stands for all.
    private static KubernetesObject? Find(Dictionary<string, KubernetesObject> objects, string key) =>
        key == AnyNamespace ? objects.Values.Single(target => target.Kind == "Namespace") : objects.GetValueOrDefault(key);

    // Null for what does not depend on them.
    private bool? IsByHours(string key) => !HasHours ? null : key.Split(' ') switch
    {
        ["HorizontalPodAutoscaler", _] => false,
        ["ScaledObject", var name] when shop.Workloads.Single(workload => workload.Name == name).Options.Lag is null => true,
        _ => null,
    };

    private string? SwitchOf(string key) => key.Split(' ')[0] switch
    {
        "Namespace" => ".Values.namespace.create",
        "PriorityClass" => ".Values.priorityClasses.create",
        var kind when KubernetesObject.IsOfPrometheusOperator(kind) => ".Values.monitoring.enabled",
        _ when IsByHours(key) is { } byHours => $"{(byHours ? "" : "not ")}.Values.{ValueNames.HasWorkingHours.Replace('/', '.')}",
        _ when IsOfCertificate(key) => $".Values.{ValueNames.CertificateName.Replace('/', '.')}",
        _ when IsOfIssuer(key) => $".Values.{ValueNames.Issuer.Replace('/', '.')}",
        _ => null,
    };

    private static bool IsOfCertificate(string key) => key is $"ExternalSecret {Secrets.Certificate}" or $"SecretStore {Secrets.CertificateStore}";

    private static bool IsOfIssuer(string key) =>
        key is $"Certificate {Secrets.Certificate}" or $"ClientTrafficPolicy {Labels.Shop}" or $"HTTPRoute {EntranceObjects.Redirect}" or $"NetworkPolicy {NetworkPolicies.Solver}";

    private string Helpers()
    {
        var text = new StringBuilder("""
            {{/* Repository and, when there is one, tag of an image of the shop. */}}
            {{- define "otelshop.image" -}}
            {{- with .Values.image.registry }}{{ . }}/{{ end }}{{ .name }}{{ with .Values.image.tag }}:{{ . }}{{ end }}
            {{- end }}

            """);
        foreach (var workload in shop.Workloads)
        {
            var backing = string.Concat(workload.Backing.Select(service => $" (index .Values.backing .Values.home).{ValueNames.Camel(service.Name)}"));
            text.Append('\n').Append("{{- define \"").Append(ValueNames.ConfigTemplate(workload.Name)).Append("\" -}}\n{{- toJson (merge (dict) .Values.")
                .Append(ValueNames.Camel(workload.Name)).Append(".config").Append(backing).Append(") }}\n{{- end }}\n");
        }

        return text.ToString();
    }
}
