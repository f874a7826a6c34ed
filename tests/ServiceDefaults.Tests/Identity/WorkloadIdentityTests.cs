using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.ServiceDefaults.Identity;

namespace OtelShop.ServiceDefaults.Tests.Identity;

/// <summary>The real credential against an authority of the test, which speaks HTTPS because the credential takes nothing else.</summary>
public sealed class WorkloadIdentityTests : IAsyncLifetime
{
    private const string Scope = "https://redis.azure.com/.default";
    private readonly string _file = Path.GetTempFileName();
    private readonly List<IFormCollection> _requests = [];
    private WebApplication _authority = null!;
    private IResult _answer = Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = "token-1" });

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        using var key = RSA.Create(2048);
        var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        builder.Services.AddRoutingCore();
        _authority = builder.Build();
        _authority.MapPost("/tenant-1/oauth2/v2.0/token", async (HttpContext http) =>
        {
            _requests.Add(await http.Request.ReadFormAsync());
            return _answer;
        });
        await _authority.StartAsync();
        await File.WriteAllTextAsync(_file, "federated-1");
    }

    public async ValueTask DisposeAsync()
    {
        await _authority.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task The_token_of_the_service_account_is_exchanged_for_one_of_the_managed_service()
    {
        var token = await Identity().GetTokenAsync(Scope, CancellationToken.None);

        var request = Assert.Single(_requests);
        Assert.Equal("token-1", token.Token);
        Assert.Equal(("client-1", Scope, "federated-1"), ($"{request["client_id"]}", $"{request["scope"]}".Split(' ')[0], $"{request["client_assertion"]}"));
    }

    [Fact]
    public async Task A_token_is_asked_for_once_while_it_lasts()
    {
        var identity = Identity();
        await identity.GetTokenAsync(Scope, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => identity.GetToken(Scope))));

        Assert.Single(_requests);
    }

    [Fact]
    public void A_token_that_ends_within_minutes_is_replaced_by_the_next()
    {
        var identity = Identity();
        _answer = Results.Json(new { token_type = "Bearer", expires_in = 200, access_token = "short" });
        identity.GetToken(Scope);
        _answer = Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = "next" });

        Assert.Equal("next", identity.GetToken(Scope).Token);
    }

    [Fact]
    public void A_refusal_is_one_sentence_with_the_identity_the_scope_and_the_reason()
    {
        _answer = Results.Json(
            new { error = "invalid_client", error_description = "AADSTS70021: No matching federated identity record found.\r\nTrace ID: 1\r\nTimestamp: 2" }, statusCode: 401);

        var error = Assert.Throws<TokenUnavailableException>(() => Identity().GetToken(Scope));

        Assert.StartsWith($"Microsoft Entra ID gives the identity client-1 no token for {Scope}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("AADSTS70021: No matching federated identity record found.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("AZURE_CLIENT_ID")]
    [InlineData("AZURE_TENANT_ID")]
    [InlineData("AZURE_FEDERATED_TOKEN_FILE")]
    public async Task A_pod_that_the_webhook_has_not_configured_has_no_identity(string missing)
    {
        var settings = new[] { ("AZURE_CLIENT_ID", "client-1"), ("AZURE_TENANT_ID", "tenant-1"), ("AZURE_FEDERATED_TOKEN_FILE", _file) };
        await using var configured = await TestService.StartAsync(settings: settings);
        await using var other = await TestService.StartAsync(settings: [.. settings.Where(setting => setting.Item1 != missing)]);

        Assert.Equal("client-1", configured.Services.GetService<WorkloadIdentity>()?.ClientId);
        Assert.Null(other.Services.GetService<WorkloadIdentity>());
    }

    private WorkloadIdentity Identity()
    {
        var options = WorkloadIdentity.OptionsOf(new ConfigurationBuilder().AddInMemoryCollection([
            new("AZURE_CLIENT_ID", "client-1"), new("AZURE_TENANT_ID", "tenant-1"), new("AZURE_FEDERATED_TOKEN_FILE", _file),
            new("AZURE_AUTHORITY_HOST", _authority.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        ]).Build());
        options.Transport = new HttpClientTransport(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        return new WorkloadIdentity("client-1", new WorkloadIdentityCredential(options));
    }
}
