using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>What a container is configured with: a ConfigMap, references to secrets, and variables composed of both.</summary>
internal sealed class Settings
{
    public Settings(ShopModel shop, Variant variant, Workload workload)
    {
        foreach (var (name, value) in workload.Config)
            Data[name] = value;
        foreach (var (variable, folder) in workload.DataFolders)
            Data[variable] = WorkloadObjects.PathOf(folder);
        var collector = $"http://{NetworkPolicies.Collector}.{shop.Environment.CollectorNamespace}";
        if (workload.PublicImage is null)
        {
            // Collects garbage more often: a quarter less memory under load.
            Data["DOTNET_GCgen0size"] = "0x1000000";
            Data["DOTNET_GCConserveMemory"] = "5";
        }

        Data["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"{collector}:{(workload.PublicImage is null ? NetworkPolicies.OtlpPort : NetworkPolicies.OtlpHttpPort)}";
        if (workload.Options.ForwardsTelemetry)
            Data["services__otel-collector__http__0"] = $"{collector}:{NetworkPolicies.OtlpHttpPort}";
        Data["OTEL_EXPORTER_OTLP_PROTOCOL"] = workload.PublicImage is null ? "grpc" : "http/json";
        Data["OTEL_SERVICE_NAME"] = workload.PublicImage?.ServiceName ?? workload.Name;
        Data["DEPLOYMENT_ENVIRONMENT"] = variant.Stage.Name;
        foreach (var backing in workload.Backing)
        {
            foreach (var (name, value) in backing.Config(variant.Stage, variant.Home))
                Data[name] = value;
        }

        AddVariables(variant, workload);
        Checksum = GoJson.Checksum(Data);
    }

    /// <summary>The ConfigMap.</summary>
    public SortedDictionary<string, string> Data { get; } = new(StringComparer.Ordinal);

    /// <summary>The container's own variables: those that others refer to come first, as Kubernetes expands them in order.</summary>
    public List<V1EnvVar> Variables { get; } = [];

    /// <summary>Changes with the ConfigMap, so that pods are replaced when it does.</summary>
    public string Checksum { get; }

    private void AddVariables(Variant variant, Workload workload)
    {
        foreach (var (field, name) in new[] { ("metadata.name", "POD_NAME"), ("metadata.namespace", "POD_NAMESPACE"), ("spec.nodeName", "NODE_NAME") })
            Variables.Add(new V1EnvVar { Name = name, ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { ApiVersion = "v1", FieldPath = field } } });
        Variables.Add(FromConfig(workload, "DEPLOYMENT_ENVIRONMENT"));
        Variables.Add(new V1EnvVar
        {
            Name = "OTEL_RESOURCE_ATTRIBUTES",
            Value = "service.instance.id=$(POD_NAME),k8s.pod.name=$(POD_NAME),k8s.namespace.name=$(POD_NAMESPACE),k8s.node.name=$(NODE_NAME),"
                + "deployment.environment.name=$(DEPLOYMENT_ENVIRONMENT)",
        });
        foreach (var (name, parameter) in Secrets.Of(workload, variant.Home))
            Variables.Add(Secrets.Variable(name, parameter));
        foreach (var (backing, parameter) in Secrets.FilesOf(workload, variant.Home))
            Variables.Add(new V1EnvVar { Name = backing.PasswordFileVariable, Value = Secrets.FileOf(parameter) });
        foreach (var name in Data.Keys.Where(name => workload.Composed.Values.Any(value => value.Contains($"$({name})", StringComparison.Ordinal))))
            Variables.Add(FromConfig(workload, name));
        foreach (var (name, value) in workload.Composed)
            Variables.Add(new V1EnvVar { Name = name, Value = workload.HasIdentity(variant.Home) ? WithIdentity(workload, value, variant) : WithPasswordFiles(workload, value, variant) });
    }

    private static string WithPasswordFiles(Workload workload, string value, Variant variant) =>
        Secrets.FilesOf(workload, variant.Home).Aggregate(value, (text, file) => file.Backing.WithPasswordFile(text));

    private static string WithIdentity(Workload workload, string value, Variant variant) =>
        workload.Backing.Aggregate(value, (text, backing) => backing.WithIdentity(text, Identities.NameOf(workload, variant)));

    private static V1EnvVar FromConfig(Workload workload, string name) => new()
    {
        Name = name,
        ValueFrom = new V1EnvVarSource { ConfigMapKeyRef = new V1ConfigMapKeySelector { Name = workload.Name, Key = name } },
    };
}
