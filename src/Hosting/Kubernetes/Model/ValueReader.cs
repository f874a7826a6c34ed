using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Hosting.Kubernetes.Model;

/// <summary>Turns the values of a workload's variables into text, and remembers what they refer to.</summary>
internal sealed class ValueReader(string workload)
{
    private readonly HashSet<Edge> _edges = [];
    private readonly List<BackingService> _backing = [];
    private readonly SortedSet<string> _parameters = new(StringComparer.Ordinal);

    public IEnumerable<Edge> Edges => _edges.OrderBy(edge => edge.To, StringComparer.Ordinal).ThenBy(edge => edge.Port);

    public IReadOnlyList<BackingService> Backing => _backing;

    /// <summary>Secret parameters that composed values name.</summary>
    public IEnumerable<string> Parameters => _parameters;

    /// <summary>The name of the variable that has the value of a secret parameter.</summary>
    public static string VariableOf(string parameter) => parameter.ToUpperInvariant().Replace('-', '_');

    /// <returns>Text, with <c>$(NAME)</c> for what differs between installations and <c>$$</c> for a dollar sign.</returns>
    /// <exception cref="DistributedApplicationException">There is no such thing in Kubernetes.</exception>
    public string Read(object value) => value switch
    {
        string text => Escape(text),
        bool flag => flag ? "true" : "false",
        IFormattable number and (int or long or double or decimal) => number.ToString(null, CultureInfo.InvariantCulture),
        ConnectionStringReference reference => ReadConnection(reference.Resource, out var backing) + backing.Suffix,
        // Part of another's connection string.
        IResourceWithConnectionString resource => ReadConnection(resource, out _),
        ReferenceExpression { IsConditional: true } conditional => Read(conditional.WhenFalse!),
        ReferenceExpression expression => string.Format(
            CultureInfo.InvariantCulture, Escape(expression.Format), [.. expression.ValueProviders.Select(provider => (object)Read(provider))]),
        EndpointReference endpoint => Read(endpoint.Property(EndpointProperty.Url)),
        EndpointReferenceExpression property => ReadEndpoint(property.Endpoint, property.Property),
        ParameterResource { Secret: true } secret => ReadSecret(secret),
        ParameterResource parameter => throw new DistributedApplicationException(
            $"{workload} reads the parameter '{parameter.Name}', which is no secret and has no value when publishing: set it with WithEnvironment instead."),
        _ => throw new DistributedApplicationException($"{workload} has a variable of the kind {value.GetType().Name}, which cannot be published."),
    };

    private string ReadConnection(IResourceWithConnectionString resource, out BackingService backing)
    {
        var server = resource is IResourceWithParent { Parent: IResource parent } ? parent : (IResource)resource;
        backing = BackingService.Of(server) ?? throw new DistributedApplicationException(
            $"{workload} connects to {resource.Name}, which is neither PostgreSQL, Redis nor Kafka and cannot be published.");
        if (!_backing.Contains(backing))
            _backing.Add(backing);
        return Read((resource is PostgresDatabaseResource && resource.TryGetLastAnnotation<DatabaseLogin>(out var login) ? login : resource).ConnectionStringExpression);
    }

    private string ReadEndpoint(EndpointReference endpoint, EndpointProperty property)
    {
        if (BackingService.Of(endpoint.Resource) is { } backing)
        {
            _edges.Add(new Edge(workload, backing.Name, backing.Port));
            return Format(property, $"$({backing.HostVariable})", $"$({backing.PortVariable})", endpoint);
        }

        var port = endpoint.EndpointAnnotation.TargetPort ?? throw new DistributedApplicationException($"The endpoint '{endpoint.EndpointName}' of {endpoint.Resource.Name} has no port.");
        if (endpoint.Resource.Name != workload)
            _edges.Add(new Edge(workload, endpoint.Resource.Name, port));
        return Format(property, endpoint.Resource.Name, port.ToString(CultureInfo.InvariantCulture), endpoint);
    }

    private static string Format(EndpointProperty property, string host, string port, EndpointReference endpoint) => property switch
    {
        EndpointProperty.Host => host,
        EndpointProperty.Port or EndpointProperty.TargetPort => port,
        EndpointProperty.HostAndPort => $"{host}:{port}",
        EndpointProperty.Scheme => endpoint.EndpointAnnotation.UriScheme,
        EndpointProperty.Url => $"{endpoint.EndpointAnnotation.UriScheme}://{host}:{port}",
        _ => throw new DistributedApplicationException($"The property {property} of an endpoint has no meaning in a cluster."),
    };

    private string ReadSecret(ParameterResource secret)
    {
        _parameters.Add(secret.Name);
        return $"$({VariableOf(secret.Name)})";
    }

    /// <summary>Whether a variable of Kubernetes is named. Otherwise the text needs no escapes and can be in a ConfigMap, where nothing is expanded.</summary>
    /// <param name="text">What <see cref="Read"/> returned.</param>
    /// <param name="literal">The text without escapes.</param>
    public static bool HasReference(string text, out string literal)
    {
        literal = text.Replace("$$", "$", StringComparison.Ordinal);
        return text.Replace("$$", "", StringComparison.Ordinal).Contains("$(", StringComparison.Ordinal);
    }

    private static string Escape(string text) => text.Replace("$", "$$", StringComparison.Ordinal);
}
