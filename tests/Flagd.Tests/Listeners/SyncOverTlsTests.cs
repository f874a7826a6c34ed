using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flagd.Evaluation.V2;
using Flagd.Sync.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Listeners;

/// <summary>A daemon whose port of synchronization has TLS, as with <c>--mtls</c>, and whose other ports have none.</summary>
public sealed class SyncOverTlsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flagd-tls-");
    private readonly X509Certificate2 _certificate = CreateCertificate();
    private RunningFlagd _flagd = default!;

    public async ValueTask InitializeAsync()
    {
        var (certificate, key) = (Path.Combine(_folder.FullName, "flagd.pem"), Path.Combine(_folder.FullName, "flagd.key"));
        await File.WriteAllTextAsync(certificate, _certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(key, _certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        _flagd = await RunningFlagd.StartAsync(
            """{"flags": {"on": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes"}}}""",
            builder => builder.Configuration.AddInMemoryCollection(
            [
                new("Kestrel:Endpoints:sync:Url", "https://127.0.0.1:0"),
                new("Kestrel:Endpoints:sync:Certificate:Path", certificate),
                new("Kestrel:Endpoints:sync:Certificate:KeyPath", key),
            ]));
    }

    public async ValueTask DisposeAsync()
    {
        await _flagd.DisposeAsync();
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_evaluation_port_still_speaks_gRPC_without_TLS()
    {
        var answer = await new Service.ServiceClient(_flagd.Channel(Listener.Evaluation)).ResolveBooleanAsync(new ResolveBooleanRequest { FlagKey = "on" });

        Assert.True(answer.Value);
    }

    [Fact]
    public async Task Synchronization_answers_over_TLS_alone()
    {
        var address = _flagd.AddressOf(Listener.Sync);
        using var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _certificate }, RevocationMode = X509RevocationMode.NoCheck } } };
        using var secured = GrpcChannel.ForAddress(new UriBuilder(address) { Scheme = Uri.UriSchemeHttps }.Uri, new GrpcChannelOptions { HttpHandler = handler });

        var answer = await new FlagSyncService.FlagSyncServiceClient(secured).FetchAllFlagsAsync(new FetchAllFlagsRequest());

        Assert.Contains("\"on\"", answer.FlagConfiguration, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RpcException>(async () => await new FlagSyncService.FlagSyncServiceClient(_flagd.Channel(Listener.Sync)).FetchAllFlagsAsync(new FetchAllFlagsRequest()));
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=flagd", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddMinutes(-1), now.AddHours(1));
    }
}
