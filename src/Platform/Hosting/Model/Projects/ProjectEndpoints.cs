using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a project the endpoints that its own settings name, and tells the process where to listen.</summary>
internal static class ProjectEndpoints
{
    public static void AddKestrel(IResourceBuilder<ProjectResource> builder, IReadOnlyList<KestrelEndpoint> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            // The port of the settings is that of the container, where every service has one of its own. On this machine they would collide.
            var isPublished = builder.ApplicationBuilder.ExecutionContext.IsPublishMode;
            builder.WithAnnotation(new KestrelEndpointAnnotation(endpoint.Name));
            builder.WithAnnotation(new EndpointAnnotation(
                ProtocolType.Tcp,
                endpoint.Scheme,
                endpoint.IsHttp2Only ? "http2" : "http",
                endpoint.Name,
                targetPort: isPublished ? endpoint.Port : null));
        }
    }

    public static void AddLaunchProfile(IResourceBuilder<ProjectResource> builder, LaunchProfile profile)
    {
        var counts = new Dictionary<string, int>();
        foreach (var url in (profile.ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
                throw new DistributedApplicationException($"The launch profile of '{builder.Resource.Name}' has the address '{url}', which is none.");
            var count = counts[uri.Scheme] = counts.GetValueOrDefault(uri.Scheme) + 1;
            var name = count == 1 ? uri.Scheme : uri.Scheme + count;
            builder.WithEndpoint(name, e =>
            {
                e.UriScheme = uri.Scheme;
                e.Transport = "http";
                e.Port = builder.ApplicationBuilder.ExecutionContext.IsRunMode ? uri.Port : null;
            });
        }
    }

    /// <summary>Tells the process where to listen.</summary>
    public static void SetVariables(EnvironmentCallbackContext context, ProjectResource project)
    {
        var filter = project.TryGetLastAnnotation<EndpointsInEnvironmentAnnotation>(out var chosen) ? chosen.Filter : _ => true;
        var endpoints = project.GetEndpoints().Where(e => (e.IsHttp || e.IsHttps) && filter(e.EndpointAnnotation)).ToList();
        var kestrel = project.Annotations.OfType<KestrelEndpointAnnotation>().Select(k => k.EndpointName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var variables = context.EnvironmentVariables;
        if (context.ExecutionContext.IsPublishMode)
        {
            if (endpoints.Count > 0 && !project.HasAnnotationOfType<DisableForwardedHeadersAnnotation>())
                variables.TryAdd("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
            if (kestrel.Count == 0)
                SetPorts(variables, endpoints);
        }
        else if (kestrel.Count > 0)
        {
            foreach (var endpoint in endpoints)
                variables[$"Kestrel__Endpoints__{endpoint.EndpointName}__Url"] = ListenAddress(endpoint);
        }
        else if (endpoints.Count > 0)
        {
            var urls = new ReferenceExpressionBuilder();
            foreach (var endpoint in endpoints)
                urls.Append($"{(urls.IsEmpty ? "" : ";")}{ListenAddress(endpoint)}");
            variables.TryAdd("ASPNETCORE_URLS", urls.Build());
            if (endpoints.FirstOrDefault(e => e.IsHttps) is { } https)
                variables.TryAdd("ASPNETCORE_HTTPS_PORT", https.Property(EndpointProperty.Port));
        }
    }

    private static void SetPorts(Dictionary<string, object> variables, List<EndpointReference> endpoints)
    {
        foreach (var (name, isHttps) in ((string, bool)[])[("HTTP_PORTS", false), ("HTTPS_PORTS", true)])
        {
            var ports = new ReferenceExpressionBuilder();
            // The default https endpoint has its TLS ended before it reaches the process.
            foreach (var endpoint in endpoints.Where(e => e.IsHttps == isHttps && e.EndpointName != Uri.UriSchemeHttps))
                ports.Append($"{(ports.IsEmpty ? "" : ";")}{endpoint.Property(EndpointProperty.TargetPort)}");
            if (!ports.IsEmpty)
                variables.TryAdd(name, ports.Build());
        }
    }

    private static ReferenceExpression ListenAddress(EndpointReference endpoint)
    {
        // The host reserves ports on 127.0.0.1. "localhost" would make Kestrel take the same port of ::1 too, which may belong to somebody else.
        var host = endpoint.EndpointAnnotation.TargetHost is KnownHostNames.Localhost ? "127.0.0.1" : endpoint.EndpointAnnotation.TargetHost;
        return ReferenceExpression.Create($"{endpoint.Scheme}://{host}:{endpoint.Property(EndpointProperty.TargetPort)}");
    }
}
