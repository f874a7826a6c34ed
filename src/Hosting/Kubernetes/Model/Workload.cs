using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Model;

/// <summary>A service of the app model, with everything that its Kubernetes objects need and nothing that depends on a stage.</summary>
/// <param name="Resource">What the app model calls it.</param>
/// <param name="Options">How it is published.</param>
internal sealed record Workload(IResource Resource, KubernetesService Options)
{
    public string Name => Resource.Name;

    public string Image => PublicImage?.Image ?? $"otelshop/{Name}";

    /// <summary>What runs instead of an image of the shop. Null for services of the shop.</summary>
    public PublicImage? PublicImage { get; init; }

    public required IReadOnlyList<WorkloadPort> Ports { get; init; }

    /// <summary>Variables without a secret, in the ConfigMap.</summary>
    public required IReadOnlyDictionary<string, string> Config { get; init; }

    /// <summary>Variables whose value is a secret parameter.</summary>
    public required IReadOnlyDictionary<string, string> Secrets { get; init; }

    /// <summary>Variables that refer to others as <c>$(NAME)</c>, such as connection strings.</summary>
    public required IReadOnlyDictionary<string, string> Composed { get; init; }

    /// <summary>Databases, caches and brokers that it connects to.</summary>
    public required IReadOnlyList<BackingService> Backing { get; init; }

    /// <summary>Whether its pods sign in to managed services, with an identity of their own.</summary>
    public bool HasIdentity(KubernetesHome home) => home is KubernetesHome.Azure && Backing.Count > 0;

    /// <summary>Calls of other workloads and of backing services.</summary>
    public required IReadOnlyList<Edge> Edges { get; init; }

    /// <summary>Folder below <c>/data</c> by variable: a volume keeps it, so that there is one replica.</summary>
    public required IReadOnlyDictionary<string, string> DataFolders { get; init; }

    public bool IsExternal => Ports.Any(port => port.IsExternal);

    /// <summary>A volume belongs to one pod.</summary>
    public bool IsStateful => DataFolders.Count > 0;

    /// <summary>The port of an endpoint, or the first when <paramref name="name"/> is null. Null when there is none.</summary>
    public WorkloadPort? Port(string? name) => name is null ? (Ports is [var first, ..] ? first : null) : Ports.FirstOrDefault(port => port.Name == name);
}

/// <summary>A listener of a workload.</summary>
/// <param name="Name">Of the endpoint.</param>
/// <param name="Number">In the container and of the Service.</param>
/// <param name="IsHttp2">Whether it speaks HTTP/2 only, without TLS.</param>
/// <param name="IsExternal">Whether the gateway leads to it.</param>
internal sealed record WorkloadPort(string Name, int Number, bool IsHttp2, bool IsExternal)
{
    /// <summary>Whether it speaks a protocol that is not HTTP.</summary>
    public bool IsTcp { get; init; }
}

/// <summary>An image that others publish, and the files that it works with.</summary>
/// <param name="Image">Name and version.</param>
/// <param name="User">Number of its user.</param>
/// <param name="ServiceName">Name of the service in its telemetry.</param>
/// <param name="Files">Content by name. They are in the ConfigMap <paramref name="FilesName"/>.</param>
/// <param name="FilesName">Name of the ConfigMap, which several workloads may share.</param>
/// <param name="Folder">Where the files are mounted.</param>
/// <param name="Replicas">Number of replicas where the stage runs load. There is no autoscaler.</param>
internal sealed record PublicImage(string Image, long User, string ServiceName, IReadOnlyDictionary<string, string> Files, string FilesName, string Folder, int Replicas)
{
    /// <summary>Changes with the files.</summary>
    public string Checksum { get; } = GoJson.Checksum(new SortedDictionary<string, string>(Files.ToDictionary(), StringComparer.Ordinal));

    /// <summary>Command that succeeds while the container works. Null: its first endpoint answers at <c>/</c>.</summary>
    public IReadOnlyList<string>? ProbeCommand { get; init; }
}

/// <summary>A connection that the app model has.</summary>
/// <param name="From">Name of the caller.</param>
/// <param name="To">Name of the workload or backing service.</param>
/// <param name="Port">Port of <paramref name="To"/>.</param>
internal sealed record Edge(string From, string To, int Port);
