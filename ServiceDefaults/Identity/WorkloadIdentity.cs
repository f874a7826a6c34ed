using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace OtelShop.ServiceDefaults.Identity;

/// <summary>Gets tokens of the pod's managed identity, which managed services take instead of passwords. The credential caches them and renews them in time.</summary>
internal sealed class WorkloadIdentity(string clientId, TokenCredential credential)
{
    // The variables that the webhook of Azure Workload Identity sets.
    private const string Client = "AZURE_CLIENT_ID";
    private const string Tenant = "AZURE_TENANT_ID";
    private const string TokenFile = "AZURE_FEDERATED_TOKEN_FILE";
    private const string AuthorityHost = "AZURE_AUTHORITY_HOST";

    // Clients of managed services repeat what fails: a call that waits for a token must not wait long.
    private const int Retries = 1;
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    public string ClientId => clientId;

    public static bool IsConfigured(IConfiguration configuration) =>
        new[] { Client, Tenant, TokenFile }.All(name => !string.IsNullOrEmpty(configuration[name]));

    public static WorkloadIdentity Of(IConfiguration configuration) =>
        new(configuration[Client]!, new WorkloadIdentityCredential(OptionsOf(configuration)));

    /// <summary>What the webhook configures. A test adds its transport.</summary>
    public static WorkloadIdentityCredentialOptions OptionsOf(IConfiguration configuration)
    {
        var options = new WorkloadIdentityCredentialOptions
        {
            ClientId = configuration[Client],
            TenantId = configuration[Tenant],
            TokenFilePath = configuration[TokenFile],
            // The cluster names the authority: asking a public one about it adds a call and nothing else.
            DisableInstanceDiscovery = true,
        };
        if (configuration[AuthorityHost] is { Length: > 0 } host)
            options.AuthorityHost = new Uri(host);
        (options.Retry.MaxRetries, options.Retry.NetworkTimeout) = (Retries, RequestTimeout);
        return options;
    }

    /// <param name="scope">Names the managed service, such as <c>https://redis.azure.com/.default</c>.</param>
    /// <exception cref="TokenUnavailableException">There is none.</exception>
    public AccessToken GetToken(string scope)
    {
        try
        {
            return credential.GetToken(new TokenRequestContext([scope]), CancellationToken.None);
        }
        catch (AuthenticationFailedException error)
        {
            throw new TokenUnavailableException(clientId, scope, error);
        }
    }

    /// <inheritdoc cref="GetToken"/>
    public async ValueTask<AccessToken> GetTokenAsync(string scope, CancellationToken cancellationToken)
    {
        try
        {
            return await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
        }
        catch (AuthenticationFailedException error)
        {
            throw new TokenUnavailableException(clientId, scope, error);
        }
    }
}

/// <summary>Microsoft Entra ID gives no token now. An <see cref="IOException"/>, because clients retry those.</summary>
internal sealed class TokenUnavailableException(string clientId, string scope, Exception cause)
    : IOException($"Microsoft Entra ID gives the identity {clientId} no token for {scope}: {cause.GetBaseException().Message.ReplaceLineEndings("\n").Split('\n')[0]}", cause);
