using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OtelShop.Hosting.Services;

/// <summary>The certificate of <c>dotnet dev-certs https</c>, which Kestrel uses when none is configured.</summary>
internal static class DevelopmentCertificate
{
    // Marks ASP.NET Core's development certificates.
    private const string Extension = "1.3.6.1.4.1.311.84.1.1";
    private const string WayOut = "'dotnet dev-certs https --trust' creates one that this user's browsers trust";

    /// <summary>Ends the start without a certificate, and warns of one that is not trusted.</summary>
    /// <exception cref="DistributedApplicationException">There is no valid certificate.</exception>
    public static void Require(IDistributedApplicationBuilder builder)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadOnly);
        var certificates = store.Certificates.Find(X509FindType.FindByExtension, Extension, validOnly: false)
            .Find(X509FindType.FindByTimeValid, TimeProvider.System.GetLocalNow().DateTime, validOnly: false);
        if (!certificates.Any(certificate => certificate.HasPrivateKey))
            throw new DistributedApplicationException($"--https needs a development certificate: {WayOut}.");
        if (!certificates.Any(IsTrusted))
            builder.OnBeforeStart((start, _) =>
            {
                start.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DevelopmentCertificate).FullName!).UntrustedCertificate();
                return Task.CompletedTask;
            });
    }

    private static bool IsTrusted(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck } };
        return chain.Build(certificate);
    }
}
