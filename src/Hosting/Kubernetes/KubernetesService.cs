using Aspire.Hosting.ApplicationModel;
using k8s;
using k8s.Models;

namespace Aspire.Hosting;

/// <summary>How one resource is published to Kubernetes.</summary>
public sealed class KubernetesService : IResourceAnnotation
{
    private readonly List<Action<IKubernetesObject<V1ObjectMeta>>> _edits = [];

    /// <summary>Whether the shop cannot sell without it: its pods are scheduled before others.</summary>
    public bool IsCritical { get; set; }

    /// <summary>Whether it serves shoppers directly, and scales as <see cref="KubernetesStage.FrontReplicas"/> says.</summary>
    public bool ServesShoppers { get; set; }

    /// <summary>
    /// Whether a stage with <see cref="KubernetesDelivery.BlueGreen"/> switches it as a whole. Needs an HTTP/1.1 endpoint that accepts orders, which the smoke test
    /// of the new version places.
    /// </summary>
    public bool IsBlueGreen { get; set; }

    /// <summary>
    /// Requested memory in MiB: what the process holds under load, divided by the autoscaler's target of 80 %; docs/publish.md has the figures. The limit is twice
    /// as much, and .NET keeps its heap below 75 % of that.
    /// </summary>
    public int MemoryMebibytes { get; set; } = 192;

    /// <summary>Name of the endpoint with Prometheus metrics at <c>/metrics</c>. Null when it pushes all metrics by OTLP.</summary>
    public string? MetricsEndpoint { get; set; }

    /// <summary>HTTP/1.1 endpoint that answers probes at <c>/alive</c> and <c>/health</c>. Null: the first endpoint, by gRPC where it speaks HTTP/2 only.</summary>
    public string? ProbeEndpoint { get; set; }

    /// <summary>
    /// Methods of gRPC that a mesh may repeat when the service could not be reached, such as <c>oteldemo.CartService/GetCart</c>. All others are sent once.
    /// </summary>
    public IReadOnlyList<string> IdempotentMethods { get; set; } = [];

    /// <summary>Whether it forwards telemetry of browsers to the collector by OTLP over HTTP, at <c>services__otel-collector__http__0</c>.</summary>
    public bool ForwardsTelemetry { get; set; }

    internal KafkaLag? Lag { get; private set; }

    /// <summary>Scales on the lag of a Kafka consumer group instead of on processor and memory.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="consumerGroup">The group of the service.</param>
    /// <param name="messages">Lag that one replica may have.</param>
    public KubernetesService ScaleOnKafkaLag(string topic, string consumerGroup, int messages)
    {
        Lag = new KafkaLag(topic, consumerGroup, messages);
        return this;
    }

    /// <summary>Changes an object of the workload before it is written, alike in every stage.</summary>
    /// <typeparam name="T">Such as <see cref="V1Deployment"/>.</typeparam>
    /// <param name="edit">Changes the object.</param>
    /// <exception cref="DistributedApplicationException">The object is a ConfigMap: the chart makes it of its values.</exception>
    public KubernetesService Edit<T>(Action<T> edit) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        ArgumentNullException.ThrowIfNull(edit);
        if (typeof(T) == typeof(V1ConfigMap))
            throw new DistributedApplicationException("The ConfigMap of a workload holds its variables: set them with WithEnvironment instead of editing it.");
        _edits.Add(target =>
        {
            if (target is T typed)
                edit(typed);
        });
        return this;
    }

    internal void Apply(IKubernetesObject<V1ObjectMeta> target) => _edits.ForEach(edit => edit(target));
}

/// <summary>Lag of a consumer group that one replica may have.</summary>
internal sealed record KafkaLag(string Topic, string ConsumerGroup, int Messages);

/// <summary>Adjusts how a resource is published to Kubernetes.</summary>
public static class KubernetesServiceBuilderExtensions
{
    /// <summary>Adjusts the Kubernetes objects of a resource. Running the app model changes nothing.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="configure">Changes the defaults.</param>
    public static IResourceBuilder<T> PublishAsKubernetesService<T>(this IResourceBuilder<T> builder, Action<KubernetesService> configure) where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        if (!builder.Resource.TryGetLastAnnotation<KubernetesService>(out var service))
            builder.Resource.Annotations.Add(service = new KubernetesService());
        configure(service);
        return builder;
    }
}
