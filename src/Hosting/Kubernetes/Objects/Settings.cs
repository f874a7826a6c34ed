using Aspire.Hosting;
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
        // Collects garbage more often: a quarter less memory under load.
        Data["DOTNET_GCgen0size"] = "0x1000000";
        Data["DOTNET_GCConserveMemory"] = "5";
        Data["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{NetworkPolicies.Collector}.{shop.Environment.CollectorNamespace}:{NetworkPolicies.OtlpPort}";
        Data["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        Data["OTEL_SERVICE_NAME"] = workload.Name;
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
        foreach (var (name, parameter) in workload.Secrets)
            Variables.Add(Secrets.Variable(name, parameter));
        foreach (var name in Data.Keys.Where(name => workload.Composed.Values.Any(value => value.Contains($"$({name})", StringComparison.Ordinal))))
            Variables.Add(FromConfig(workload, name));
        foreach (var (name, value) in workload.Composed)
            Variables.Add(new V1EnvVar { Name = name, Value = value });
        foreach (var backing in workload.Backing)
        {
            if (variant.Home is KubernetesHome.Azure && backing.AzureSecret is { } secret)
                Variables.Add(Secrets.Variable(KafkaService.PasswordVariable, secret));
        }
    }

    private static V1EnvVar FromConfig(Workload workload, string name) => new()
    {
        Name = name,
        ValueFrom = new V1EnvVarSource { ConfigMapKeyRef = new V1ConfigMapKeySelector { Name = workload.Name, Key = name } },
    };
}
