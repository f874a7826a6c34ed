using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OtelShop.ServiceDefaults.Tests.Tls;

/// <summary>An authority with its certificates, in a folder of its own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("otelshop-tls-");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        _certificate = request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
        File.WriteAllText(Path.Combine(_folder.FullName, "authority.pem"), _certificate.ExportCertificatePem());
    }

    /// <summary>Trust in this authority alone.</summary>
    public X509ChainPolicy Trust => new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _certificate }, RevocationMode = X509RevocationMode.NoCheck };

    /// <summary>The settings of a service of that name.</summary>
    /// <param name="name">The name in its certificate.</param>
    /// <param name="days">Until the certificate ends; negative when it has ended.</param>
    /// <param name="trusted">The authority that the service trusts; itself by default.</param>
    public (string Key, string Value)[] Settings(string name, int days = 1, TestAuthority? trusted = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        using var leaf = request.Create(_certificate, Now.AddDays(-20), Now.AddDays(days), RandomNumberGenerator.GetBytes(16));
        var (certificate, keyFile) = (Path.Combine(_folder.FullName, $"{name}{days}.pem"), Path.Combine(_folder.FullName, $"{name}{days}.key"));
        File.WriteAllText(certificate, leaf.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return [("Tls:Authority", Path.Combine((trusted ?? this)._folder.FullName, "authority.pem")), ("Tls:Certificate", certificate), ("Tls:Key", keyFile)];
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
