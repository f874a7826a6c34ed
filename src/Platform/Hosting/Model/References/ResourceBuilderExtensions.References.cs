namespace Aspire.Hosting;

/// <content>References: the arrows of the drawing.</content>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Uses a resource by its connection string: <c>ConnectionStrings__{name}</c>, and each part as <c>{NAME}_{PART}</c>.</summary>
    /// <param name="builder">The user.</param>
    /// <param name="source">The resource used.</param>
    /// <param name="connectionName">Name under which the user knows it. Null means the resource's own.</param>
    /// <param name="optional">Whether the connection string may be missing.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var used = source.Resource;
        var name = connectionName ?? used.Name;
        builder.WithReferenceRelationship(used);
        return builder.WithEnvironment(context =>
        {
            var flags = FlagsOf(builder.Resource);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                context.EnvironmentVariables[used.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] =
                    new ConnectionStringReference(used, optional);
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
            {
                var prefix = EnvironmentVariableName.Encode(name).ToUpperInvariant();
                foreach (var (part, value) in used.AllConnectionProperties())
                    context.EnvironmentVariables[$"{prefix}_{part.ToUpperInvariant()}"] = value;
            }
        });
    }

    /// <summary>Uses a service: each of its endpoints as <c>services__{name}__{scheme}__{n}</c> and <c>{NAME}_{ENDPOINT}</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithReference(source, source.Resource.Name);
    }

    /// <summary>Uses a service under another name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.WithReferenceRelationship(source.Resource).WithEnvironment(context =>
        {
            // Endpoints may be described after the reference, so they are listed only now.
            foreach (var endpoint in source.Resource.GetEndpoints())
                AddEndpoint(context, FlagsOf(builder.Resource), name, endpoint);
        });
    }

    /// <summary>Uses one endpoint of a resource, in the way of a service that has no other.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.WithReferenceRelationship(endpointReference.Resource).WithEnvironment(context =>
            AddEndpoint(context, FlagsOf(builder.Resource), endpointReference.Resource.Name, endpointReference));
    }

    /// <summary>Uses an address outside of the system: <c>services__{name}__default__0</c> and <c>{name}</c>.</summary>
    /// <exception cref="InvalidOperationException">The address is relative, or has more than a root path.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/")
            throw new InvalidOperationException($"The address of the service '{name}' must be absolute and end with '/': it is '{uri}'.");
        return builder.WithEnvironment(context =>
        {
            var flags = FlagsOf(builder.Resource);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                context.EnvironmentVariables[$"services__{name}__default__0"] = uri.ToString();
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                context.EnvironmentVariables[EnvironmentVariableName.Encode(name)] = uri.ToString();
        });
    }

    /// <summary>Uses a service outside of the system: <c>services__{name}__{scheme}__0</c> and its address.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(externalService);
        var service = externalService.Resource;
        return builder.WithReferenceRelationship(service).WithEnvironment(context =>
        {
            var flags = FlagsOf(builder.Resource);
            var (scheme, suffix, value) = service.AddressFor(context.ExecutionContext);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                context.EnvironmentVariables[$"services__{service.Name}__{scheme}__0"] = value;
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                context.EnvironmentVariables[EnvironmentVariableName.Encode(service.Name).ToUpperInvariant() + suffix] = value;
        });
    }

    /// <summary>Chooses which variables the references of the resource put into its environment. Default all.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags) where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Adds a part to the connection string's parts, or replaces one.</summary>
    public static IResourceBuilder<T> WithConnectionProperty<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithConnectionString
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ConnectionPropertyAnnotation(name, value));
    }

    /// <summary>Adds a part to the connection string's parts, or replaces one.</summary>
    public static IResourceBuilder<T> WithConnectionProperty<T>(this IResourceBuilder<T> builder, string name, string value)
        where T : IResourceWithConnectionString => builder.WithConnectionProperty(name, ReferenceExpression.Create($"{value}"));

    /// <summary>Gives consumers the connection string of another resource.</summary>
    public static IResourceBuilder<T> WithConnectionStringRedirection<T>(this IResourceBuilder<T> builder, IResourceWithConnectionString resource)
        where T : IResourceWithConnectionString
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ConnectionStringRedirectAnnotation(resource), ResourceAnnotationMutationBehavior.Replace);
    }

    private static ReferenceEnvironmentInjectionFlags FlagsOf(IResource resource) =>
        resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var annotation) ? annotation.Flags : ReferenceEnvironmentInjectionFlags.All;

    private static void AddEndpoint(
        EnvironmentCallbackContext context, ReferenceEnvironmentInjectionFlags flags, string serviceName, EndpointReference endpoint)
    {
        var variables = context.EnvironmentVariables;
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
        {
            var name = $"{EnvironmentVariableName.Encode(serviceName)}_{EnvironmentVariableName.Encode(endpoint.EndpointName)}";
            variables[name.ToUpperInvariant()] = endpoint;
        }

        if (!flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            return;
        variables[NextKey(variables, $"services__{serviceName}__{endpoint.Scheme}__", endpoint)] = endpoint;

        // Service discovery asks for a named endpoint ("http://_grpc.cart") under its name.
        if (endpoint.EndpointName != endpoint.Scheme)
            variables[NextKey(variables, $"services__{serviceName}__{endpoint.EndpointName}__", endpoint)] = endpoint;
    }

    private static string NextKey(Dictionary<string, object> variables, string prefix, EndpointReference endpoint)
    {
        var n = 0;
        while (variables.TryGetValue(prefix + n, out var taken) && !IsSame(taken, endpoint))
            n++;
        return prefix + n;
    }

    private static bool IsSame(object value, EndpointReference endpoint) => value is EndpointReference other
        && other.Resource == endpoint.Resource && string.Equals(other.EndpointName, endpoint.EndpointName, StringComparison.OrdinalIgnoreCase);
}
