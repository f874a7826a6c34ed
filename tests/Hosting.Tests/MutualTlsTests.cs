using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Time.Testing;
using OtelShop.Hosting.Tls;

namespace OtelShop.Hosting.Tests;

public sealed class MutualTlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("https", "--mtls")]
    [InlineData("http")]
    [InlineData("http", "--operation=publish", "--mtls")]
    public void Mutual_TLS_is_for_gRPC_of_a_shop_that_runs_here_when_it_is_asked_for(string expected, params string[] args)
    {
        var flagd = Builder(args).AddFlagd("flagd").Resource;

        var schemes = flagd.Annotations.OfType<EndpointAnnotation>().ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.UriScheme);
        Assert.Equal((expected, "http", "http"), (schemes["sync"], schemes["grpc"], schemes["management"]));
    }

    [Fact]
    public async Task An_endpoint_of_gRPC_has_its_certificate_and_requires_one()
    {
        var builder = Builder("--mtls");
        var flagd = builder.AddFlagd("flagd").Resource;
        await using var app = builder.Build();
        var context = new EnvironmentCallbackContext(new DistributedApplicationExecutionContext(
            new DistributedApplicationExecutionContextOptions(DistributedApplicationOperation.Run) { Services = app.Services }));

        MutualTls.Prove(context, flagd);

        var variables = context.EnvironmentVariables;
        Assert.Equal("RequireCertificate", variables["Kestrel__Endpoints__sync__ClientCertificateMode"]);
        Assert.Equal(variables["Tls__Certificate"], variables["Kestrel__Endpoints__sync__Certificate__Path"]);
        Assert.DoesNotContain("Kestrel__Endpoints__http__ClientCertificateMode", variables.Keys);
    }

    [Fact]
    public void A_certificate_names_its_resource_ends_within_a_week_and_only_its_owner_reads_the_key()
    {
        var authority = DevelopmentAuthority.Open(_folder.Path, TimeProvider.System);

        var (path, key) = authority.Issue("cart");

        using var certificate = X509Certificate2.CreateFromPemFile(path, key);
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Equal(["cart", "localhost"], names.EnumerateDnsNames());
        Assert.InRange(certificate.NotAfter - TimeProvider.System.GetLocalNow().DateTime, TimeSpan.FromDays(6), TimeSpan.FromDays(7));
        foreach (var secret in Directory.EnumerateFiles(_folder.Path, "*.key"))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(secret));
    }

    [Fact]
    public void The_authority_is_kept_until_it_would_end_before_its_certificates()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        string Open() => File.ReadAllText(DevelopmentAuthority.Open(_folder.Path, time).CertificatePath);
        var first = Open();

        Assert.Equal(first, Open());
        time.Advance(TimeSpan.FromDays(84));
        Assert.NotEqual(first, Open());
    }

    public void Dispose() => _folder.Dispose();

    private IDistributedApplicationBuilder Builder(params string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
        builder.Configuration[AppHostSettings.DataDirectory] = _folder.Path;
        return builder.AddAppHostDefaults(args);
    }
}
