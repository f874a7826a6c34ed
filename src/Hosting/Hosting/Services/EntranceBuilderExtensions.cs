using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Hosting;
using OtelShop.Hosting.Services;

namespace Aspire.Hosting;

/// <summary>The service that users connect to, and those behind it.</summary>
public static class EntranceBuilderExtensions
{
    private const string Loopback = "127.0.0.1";

    // Pods and load balancers have private addresses; the sidecar of a mesh connects from loopback. Network policies decide which of them may connect.
    private const string PrivateNetworks = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,127.0.0.0/8,fd00::/8,::1";

    /// <summary>Lets the shop's proxy tell the service its clients' addresses, and the scheme and host that they use.</summary>
    /// <param name="service">The service behind the proxy.</param>
    /// <param name="variable">Variable with the addresses and networks of proxies.</param>
    public static IResourceBuilder<T> WithTrustedProxies<T>(this IResourceBuilder<T> service, string variable) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.WithEnvironment(variable, service.ApplicationBuilder.ExecutionContext.IsRunMode ? Loopback : PrivateNetworks);
    }

    /// <summary>Lets the cluster's gateway tell the proxy its clients' addresses. On this machine there is no gateway, and no client is believed.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="variable">Variable with the addresses and networks of proxies.</param>
    public static IResourceBuilder<T> PublishWithTrustedProxies<T>(this IResourceBuilder<T> proxy, string variable) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return proxy.ApplicationBuilder.ExecutionContext.IsRunMode ? proxy : proxy.WithEnvironment(variable, PrivateNetworks);
    }

    /// <summary>Lets every client delay its requests on this machine. Published, clients are those of the internet, and the proxy ignores them until a stage sets the variable.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="variable">Variable with the longest delay.</param>
    /// <param name="longest">Longest delay.</param>
    public static IResourceBuilder<T> RunWithFaultDelays<T>(this IResourceBuilder<T> proxy, string variable, TimeSpan longest) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return proxy.ApplicationBuilder.ExecutionContext.IsRunMode ? proxy.WithEnvironment(variable, longest.ToString("c", CultureInfo.InvariantCulture)) : proxy;
    }

    /// <summary>Tells the proxy the dashboard's OTLP address and its API key, for telemetry of browsers. Publishing to Kubernetes names the collector instead.</summary>
    /// <param name="proxy">The proxy.</param>
    public static IResourceBuilder<ProjectResource> WithTelemetryReceiver(this IResourceBuilder<ProjectResource> proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return proxy.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsPublishMode)
                return;
            var configuration = context.ExecutionContext.Services.GetRequiredService<IConfiguration>();
            if (configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] is not { Length: > 0 } receiver)
                return;
            context.EnvironmentVariables["services__otel-collector__http__0"] = receiver;
            context.EnvironmentVariables["FrontendProxy__CollectorHeaders"] = $"x-otlp-api-key={configuration["AppHost:OtlpApiKey"]}";
        });
    }

    /// <summary>Lets the proxy show the web UI of a load test. Not published: the UI has no login, so that every user of the internet could start load.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="ui">Endpoint of the UI.</param>
    public static IResourceBuilder<ProjectResource> WithLoadTest(this IResourceBuilder<ProjectResource> proxy, EndpointReference ui)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return proxy.ApplicationBuilder.ExecutionContext.IsRunMode ? proxy.WithReference(ui) : proxy;
    }

    /// <summary>Adds a TLS endpoint with the development certificate when <c>--https</c> asks for it; then plain HTTP redirects. Publishing ignores it.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="port">Port of the endpoint.</param>
    /// <exception cref="DistributedApplicationException">There is no development certificate.</exception>
    public static IResourceBuilder<ProjectResource> WithHttps(this IResourceBuilder<ProjectResource> proxy, int port)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        var builder = proxy.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode || !builder.Configuration.GetValue<bool>(AppHostSettings.Https))
            return proxy;
        DevelopmentCertificate.Require(builder);
        var endpoint = proxy.WithEndpoint(Uri.UriSchemeHttps, added =>
        {
            (added.UriScheme, added.Transport, added.IsExternal) = (Uri.UriSchemeHttps, "http", true);
            (added.IsProxied, added.TargetHost, added.Port, added.TargetPort) = (false, Loopback, port, port);
        }).GetEndpoint(Uri.UriSchemeHttps);
        return proxy
            .WithEnvironment("Kestrel__Endpoints__https__Url", ReferenceExpression.Create($"https://{Loopback}:{endpoint.Property(EndpointProperty.TargetPort)}"))
            .WithEnvironment("Kestrel__Endpoints__https__Protocols", "Http1AndHttp2")
            .WithEnvironment("FrontendProxy__HttpsPort", ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.TargetPort)}"))
            .WithUrlForEndpoint(Uri.UriSchemeHttp, url => url.DisplayText = null)
            // The certificate is for this name.
            .WithUrlForEndpoint(Uri.UriSchemeHttps, url => (url.Url, url.DisplayText) = (url.Url.Replace(Loopback, "localhost", StringComparison.Ordinal), "Shop"));
    }
}
