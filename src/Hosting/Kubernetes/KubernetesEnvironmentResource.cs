using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using OtelShop.Hosting.Kubernetes.Output;

namespace Aspire.Hosting;

/// <summary>Kubernetes clusters that run the app model: publishing writes a Helm chart and Kustomize overlays.</summary>
public sealed class KubernetesEnvironmentResource : Resource, IComputeEnvironmentResource
{
    /// <summary>Adds the step <c>publish-{name}</c> to the pipeline.</summary>
    /// <param name="name">The resource's name.</param>
    public KubernetesEnvironmentResource(string name)
        : base(name) =>
        Annotations.Add(new PipelineStepAnnotation(_ => (IEnumerable<PipelineStep>)
        [
            new PipelineStep
            {
                Name = $"publish-{name}",
                Description = "Writes the Helm chart and the Kustomize overlays of every stage.",
                Resource = this,
                Action = context => KubernetesPublisher.PublishAsync(this, context),
                RequiredBySteps = [WellKnownPipelineSteps.Publish],
            },
        ]));

    /// <summary>The stages, in the order in which a change passes through them.</summary>
    public IList<KubernetesStage> Stages { get; } = [];

    /// <summary>OTLP over gRPC: namespace of the collector, whose Service and pods are named <c>otel-collector</c>.</summary>
    public string CollectorNamespace { get; set; } = "observability";

    /// <summary>Namespace of Prometheus.</summary>
    public string PrometheusNamespace { get; set; } = "monitoring";

    /// <summary>Registry of the shop's images. Admission refuses images of others, but for those that the model publishes.</summary>
    public string ImageRegistry { get; set; } = "otelshop.azurecr.io";

    /// <summary>Repository whose pipelines build and sign the images.</summary>
    public string SourceRepository { get; set; } = "https://github.com/otelshop/otelshop";

    /// <summary>
    /// Key of Key Vault with which Azure Pipelines sign the images: <c>azurekms://VAULT.vault.azure.net/KEY</c>. Null: the workflow <c>supply-chain</c> of GitHub
    /// signs them as itself, without a key. Admission verifies what the pipelines of this choice make, and the scripts of the other refuse to sign.
    /// </summary>
    public string? SigningKey { get; set; }

    ReferenceExpression IComputeEnvironmentResource.GetHostAddressExpression(EndpointReference endpointReference)
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return ReferenceExpression.Create($"{endpointReference.Resource.Name}");
    }
}

/// <summary>Adds the Kubernetes environment.</summary>
public static class KubernetesEnvironmentBuilderExtensions
{
    /// <summary>
    /// Adds Kubernetes as the compute environment: <c>aspire publish</c>, <c>aspire do publish-{name}</c> and
    /// <c>dotnet run -- --operation publish --step publish-{name} --output-path D</c> write <c>D/helm</c>, <c>D/kustomize</c>, <c>D/monitoring</c>, <c>D/policies</c>, <c>D/recommendations</c> and <c>D/backstage</c>. Running the app model changes nothing.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var environment = new KubernetesEnvironmentResource(name);
        return builder.ExecutionContext.IsRunMode
            ? builder.CreateResourceBuilder(environment)
            : builder.AddResource(environment).ExcludeFromManifest();
    }

    /// <summary>Adds a stage: an overlay and a values file.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="name">Such as <c>prod</c>.</param>
    /// <param name="configure">Sizes and names of the stage.</param>
    /// <exception cref="DistributedApplicationException">There is a stage of this name already, or its sizes contradict each other.</exception>
    public static IResourceBuilder<KubernetesEnvironmentResource> WithStage(
        this IResourceBuilder<KubernetesEnvironmentResource> environment, string name, Action<KubernetesStage> configure)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(configure);
        var stage = new KubernetesStage(name);
        configure(stage);
        if (environment.Resource.Stages.Any(other => other.Name == name))
            throw new DistributedApplicationException($"There are two stages named '{name}': give each its own name.");
        foreach (var range in new[] { stage.FrontReplicas, stage.Replicas })
        {
            if (range.Min < 1 || range.Max < range.Min)
                throw new DistributedApplicationException($"Stage '{name}' has {range.Min} to {range.Max} replicas: the minimum must be 1 or more and the maximum not below it.");
        }

        environment.Resource.Stages.Add(stage);
        return environment;
    }
}
