using System.Net.Security;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.Hosting.Tls;

/// <summary>Gives services of this repository their certificates, and makes their gRPC endpoints require one of each caller.</summary>
internal static class MutualTls
{
    /// <summary>Name of the AppHost's own certificate.</summary>
    private const string AppHost = "app-host";

    public static void Prove(EnvironmentCallbackContext context, IResourceWithEndpoints service)
    {
        var authority = context.ExecutionContext.Services.GetRequiredService<DevelopmentAuthority>();
        var (certificate, key) = authority.Issue(service.Name);
        var variables = context.EnvironmentVariables;
        variables["Tls__Authority"] = authority.CertificatePath;
        variables["Tls__Certificate"] = certificate;
        variables["Tls__Key"] = key;
        // Of the endpoint, not the default of all: browsers get the certificate that --https has for them.
        foreach (var endpoint in service.Annotations.OfType<EndpointAnnotation>().Where(endpoint => IsSecured(endpoint)))
        {
            variables[$"Kestrel__Endpoints__{endpoint.Name}__Certificate__Path"] = certificate;
            variables[$"Kestrel__Endpoints__{endpoint.Name}__Certificate__KeyPath"] = key;
            variables[$"Kestrel__Endpoints__{endpoint.Name}__ClientCertificateMode"] = "RequireCertificate";
        }
    }

    /// <summary>What the AppHost needs to call the endpoint. Null: it speaks no mutual TLS.</summary>
    public static SslClientAuthenticationOptions? Client(EndpointReference endpoint, IServiceProvider services) =>
        IsSecured(endpoint.EndpointAnnotation) ? services.GetRequiredService<DevelopmentAuthority>().ClientOptions(AppHost) : null;

    private static bool IsSecured(EndpointAnnotation endpoint) => endpoint is { UriScheme: "https", Transport: "http2" };
}
