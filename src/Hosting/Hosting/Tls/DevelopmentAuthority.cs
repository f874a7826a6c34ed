using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OtelShop.Hosting.Tls;

/// <summary>Issues the certificates by which services of one AppHost prove their identity. Its key never leaves the data folder.</summary>
internal sealed class DevelopmentAuthority
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int SerialLength = 16;
    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(7);

    // A certificate that is used in the second of its issue is valid already.
    private static readonly TimeSpan Backdated = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly X509Certificate2 _certificate;

    private DevelopmentAuthority(string folder, TimeProvider time)
    {
        (_folder, _time) = (folder, time);
        Directory.CreateDirectory(folder, DataDirectory.OwnerOnly);
        var key = Path.Combine(folder, "authority.key");
        var kept = File.Exists(CertificatePath) && File.Exists(key) ? X509Certificate2.CreateFromPemFile(CertificatePath, key) : null;
        if (kept?.NotAfter > (time.GetUtcNow() + LeafLifetime).LocalDateTime)
        {
            _certificate = kept;
            return;
        }

        kept?.Dispose();
        _certificate = Create();
        Write("authority", _certificate);
    }

    /// <summary>Path of the authority's own certificate, in PEM.</summary>
    public string CertificatePath => Path.Combine(_folder, "authority.pem");

    /// <summary>Takes the authority of the folder, or makes one, also in place of one that would end before its certificates.</summary>
    /// <exception cref="CryptographicException">A file of the folder is damaged.</exception>
    public static DevelopmentAuthority Open(string folder, TimeProvider time) => new(folder, time);

    /// <summary>Writes a certificate of seven days, and its key, for the client and the server of that name on this machine.</summary>
    /// <param name="name">Name of the resource.</param>
    /// <returns>Paths of certificate and key, in PEM.</returns>
    public (string Certificate, string Key) Issue(string name)
    {
        using var leaf = IssueInMemory(name);
        return Write(name, leaf);
    }

    /// <summary>What a client of that name needs to call services of this AppHost.</summary>
    public SslClientAuthenticationOptions ClientOptions(string name) => new()
    {
        ClientCertificateContext = SslStreamCertificateContext.Create(IssueInMemory(name), additionalCertificates: null, offline: true),
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _certificate },
            ApplicationPolicy = { new Oid(ServerAuthentication) },
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        },
    };

    private X509Certificate2 IssueInMemory(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name},O=OtelShop", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddUri(new Uri($"spiffe://otelshop/{name}"));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = _time.GetUtcNow();
        // Signing with one key is not for two threads at once.
        lock (_certificate)
        {
            using var leaf = request.Create(_certificate, now - Backdated, now + LeafLifetime, RandomNumberGenerator.GetBytes(SerialLength));
            return leaf.CopyWithPrivateKey(key);
        }
    }

    private X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=OtelShop development authority,O=OtelShop", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(_time.GetUtcNow() - Backdated - Backdated, _time.GetUtcNow() + AuthorityLifetime);
    }

    private (string Certificate, string Key) Write(string name, X509Certificate2 certificate)
    {
        var paths = (Certificate: Path.Combine(_folder, $"{name}.pem"), Key: Path.Combine(_folder, $"{name}.key"));
        DataDirectory.WriteSecret(paths.Key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        DataDirectory.WriteSecret(paths.Certificate, certificate.ExportCertificatePem());
        return paths;
    }
}
