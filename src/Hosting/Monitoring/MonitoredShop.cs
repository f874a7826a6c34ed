using OtelShop.Hosting.Monitoring.Slo;

namespace OtelShop.Hosting.Monitoring;

/// <summary>The app model as monitoring sees it: what rules and dashboards are generated from.</summary>
/// <param name="Namespace">Attribute <c>service.namespace</c>, first part of the label <c>job</c>.</param>
/// <param name="Services">Services, in the order of the model.</param>
/// <param name="Dependencies">Databases, caches and brokers.</param>
public sealed record MonitoredShop(string Namespace, IReadOnlyList<MonitoredService> Services, IReadOnlyList<MonitoredDependency> Dependencies)
{
    /// <summary>Matcher of the metrics of this shop's services. Shops of pull requests send theirs to the same Prometheus.</summary>
    public string JobMatcher => $"job=~\"{JobOf(".+")}\"";

    /// <summary>Matchers of calls of this shop in metrics of the service graph. An end without a namespace is a browser, a database or a broker.</summary>
    public string CallMatchers => $"client_service_namespace=~\"{Namespace}|\",server_service_namespace=~\"{Namespace}|\"";

    /// <summary>Matcher of the logs of this shop's services, in LogQL.</summary>
    public string LogMatcher => $"service_namespace=\"{Namespace}\"";

    /// <summary>Condition of the spans of this shop's services, in TraceQL.</summary>
    public string SpanCondition => $"resource.service.namespace = \"{Namespace}\"";

    /// <summary>Value of the label <c>job</c> of a service, as Prometheus derives it from the resource.</summary>
    /// <param name="service">Name of the service.</param>
    public string JobOf(string service) => $"{Namespace}/{service}";
}

/// <summary>A service.</summary>
/// <param name="Name">Attribute <c>service.name</c>.</param>
/// <param name="Protocol">How it is used; null when it serves nothing.</param>
/// <param name="IsCritical">Whether the shop cannot sell without it.</param>
/// <param name="Uses">Names of the services, databases, caches and brokers that it calls.</param>
public sealed record MonitoredService(string Name, ServiceProtocol? Protocol, bool IsCritical, IReadOnlyList<string> Uses)
{
    /// <summary>Team of what has no owner: databases, the cluster, telemetry.</summary>
    public const string DefaultOwner = "platform";

    /// <summary>Team that alerts go to.</summary>
    public string Owner { get; init; } = DefaultOwner;

    /// <summary>Service levels. Null when nothing is promised.</summary>
    public ServiceSlo? Slo { get; init; }

    /// <summary>Whether requests from the internet arrive here first.</summary>
    public bool IsEntrance { get; init; }
}

/// <summary>A database, a cache or a broker.</summary>
/// <param name="Name">Name of the resource.</param>
/// <param name="Kind">What it is.</param>
public sealed record MonitoredDependency(string Name, DependencyKind Kind);

/// <summary>How a service is used, which decides the metric that measures it.</summary>
public enum ServiceProtocol
{
    /// <summary>Measured by <c>rpc.server.call.duration</c>.</summary>
    Grpc,

    /// <summary>Measured by <c>http.server.request.duration</c>.</summary>
    Http,

    /// <summary>Measured by <c>messaging.process.duration</c>.</summary>
    Messaging,
}

/// <summary>Kinds of dependencies.</summary>
public enum DependencyKind
{
    /// <summary>A PostgreSQL server.</summary>
    PostgreSql,

    /// <summary>A Redis server, or one that speaks its protocol.</summary>
    Redis,

    /// <summary>A Kafka broker.</summary>
    Kafka,
}
