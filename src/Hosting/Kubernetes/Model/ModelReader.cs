using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace OtelShop.Hosting.Kubernetes.Model;

/// <summary>Reads the app model: workloads, what they are configured with, and which connections follow from that.</summary>
internal sealed class ModelReader(KubernetesEnvironmentResource environment, DistributedApplicationExecutionContext execution, ILogger logger)
{
    // Kestrel takes its listeners from appsettings.json.
    private static readonly string[] Replaced = ["HTTP_PORTS", "HTTPS_PORTS", "ASPNETCORE_URLS"];

    /// <exception cref="DistributedApplicationException">A part of the model cannot run on Kubernetes.</exception>
    public async Task<ShopModel> ReadAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        var workloads = new List<Workload>();
        foreach (var resource in model.GetComputeResources().Where(IsPublished))
        {
            if (resource is ProjectResource project)
                workloads.Add(await ReadAsync(project, cancellationToken));
            else if (resource is LocustContainerResource locust)
                workloads.AddRange(LocustWorkloads.Of(locust.Locust, OptionsOf(locust), await VariablesAsync(locust, cancellationToken)));
            else if (BackingService.Of(resource) is null)
                throw new DistributedApplicationException(
                    $"{resource.Name} is neither a project nor Locust, PostgreSQL, Redis or Kafka and cannot be published to Kubernetes: leave it out with ExcludeFromManifest.");
        }

        var backing = model.Resources.Select(BackingService.Of).OfType<BackingService>().ToList();
        return new ShopModel(environment, workloads, backing).Validated();
    }

    private static bool IsPublished(IResource resource) =>
        !resource.Annotations.OfType<ManifestPublishingCallbackAnnotation>().Any(annotation => annotation == ManifestPublishingCallbackAnnotation.Ignore);

    private async Task<Workload> ReadAsync(ProjectResource resource, CancellationToken cancellationToken)
    {
        if (await HasArgumentsAsync(resource, cancellationToken))
            throw new DistributedApplicationException($"{resource.Name} has command-line arguments, which are not published: use WithEnvironment instead.");
        return Read(resource, OptionsOf(resource), await VariablesAsync(resource, cancellationToken));
    }

    private static KubernetesService OptionsOf(IResource resource) => resource.TryGetLastAnnotation<KubernetesService>(out var configured) ? configured : new KubernetesService();

    /// <summary>A workload with the endpoints and data folders of the resource.</summary>
    public static Workload Read(IResource resource, KubernetesService options, IEnumerable<KeyValuePair<string, object>> variables)
    {
        var reader = new ValueReader(resource.Name);
        var config = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var secrets = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var composed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            if (value is ParameterResource { Secret: true } parameter)
                secrets[name] = parameter.Name;
            else if (reader.Read(value) is var text && ValueReader.HasReference(text, out var literal))
                composed[name] = text;
            else if (literal.Length > 0)
                config[name] = literal;
        }

        foreach (var parameter in reader.Parameters)
            secrets[ValueReader.VariableOf(parameter)] = parameter;
        var folders = resource.Annotations.OfType<DataFolderAnnotation>().ToDictionary(folder => folder.Variable, folder => folder.Folder);
        return new Workload(resource, options)
        {
            Ports = [.. resource.Annotations.OfType<EndpointAnnotation>().Where(IsListener).Select(Port)],
            Config = config,
            Secrets = secrets,
            Composed = composed,
            Backing = reader.Backing,
            Edges = [.. reader.Edges],
            DataFolders = new SortedDictionary<string, string>(folders, StringComparer.Ordinal),
        };
    }

    private static bool IsListener(EndpointAnnotation endpoint) => endpoint.TargetPort is not null && endpoint.UriScheme != Uri.UriSchemeHttps;

    private static WorkloadPort Port(EndpointAnnotation endpoint) =>
        new(endpoint.Name, endpoint.TargetPort!.Value, endpoint.Transport == "http2", endpoint.IsExternal);

    private async Task<IEnumerable<KeyValuePair<string, object>>> VariablesAsync(IResource resource, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object>();
        var context = new EnvironmentCallbackContext(execution, resource, variables, cancellationToken) { Logger = logger };
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await callback.Callback(context);
        return variables.Where(variable => IsPublished(variable.Key));
    }

    private async Task<bool> HasArgumentsAsync(ProjectResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = execution, Logger = logger };
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await callback.Callback(context);
        return context.Args.Count > 0;
    }

    private static bool IsPublished(string variable) =>
        !Replaced.Contains(variable) && !variable.StartsWith("OTEL_", StringComparison.Ordinal)
        && !(variable.StartsWith("services__", StringComparison.Ordinal) && variable.Contains("__https__", StringComparison.Ordinal));
}
