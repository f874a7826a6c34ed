using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.ServiceDiscovery;

namespace OtelShop.ServiceDefaults.Tls;

/// <summary>Mutual TLS between services, where the app model asks for it.</summary>
internal static class MutualTlsExtensions
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>
    /// With <c>Tls:Authority</c>, <c>Tls:Certificate</c> and <c>Tls:Key</c>, paths of PEM files: gRPC clients use TLS, present the certificate and accept that of the called
    /// service alone; endpoints that require a client certificate accept those of the authority alone. Without the settings nothing changes.
    /// </summary>
    /// <exception cref="CryptographicException">A file has no certificate or key.</exception>
    public static void AddMutualTls(this IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Tls");
        if (settings["Authority"] is not { Length: > 0 } path)
            return;
        var authority = X509CertificateLoader.LoadCertificateFromFile(path);
        var own = X509Certificate2.CreateFromPemFile(settings["Certificate"] ?? "", settings["Key"] ?? "");
        builder.Services.AddSingleton(new SslClientAuthenticationOptions
        {
            ClientCertificateContext = SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true),
            CertificateChainPolicy = Trust(authority, ServerAuthentication),
        });
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureHttpsDefaults(https =>
            https.OnAuthenticate = (_, connection) => connection.CertificateChainPolicy = Trust(authority, ClientAuthentication)));
        // A certificate names the service. Without its name, the client would compare the certificate with the address.
        builder.Services.Configure<ConfigurationServiceEndpointProviderOptions>(discovery => discovery.ShouldApplyHostNameMetadata = _ => true);
    }

    private static X509ChainPolicy Trust(X509Certificate2 authority, string usage) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { authority },
        ApplicationPolicy = { new Oid(usage) },
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };
}
