using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using Azure.Core;
using Azure.Identity;
using OtelShop.ServiceDefaults.Identity;

namespace OtelShop.ServiceDefaults.Tests.Identity;

/// <summary>Issues the token that the test names, which the servers of the test know as the password.</summary>
internal sealed class IssuedTokens : TokenCredential
{
    public const string ObjectId = "11111111-2222-3333-4444-555555555555";
    private int _count;

    /// <summary>The current token. Null: there is none to be had.</summary>
    public string? Current { get; set; } = TokenOf("first");

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    public int Count => _count;

    public ConcurrentQueue<string> Scopes { get; } = [];

    public WorkloadIdentity Identity => new("client-1", this);

    /// <summary>A token with the claims that Redis needs.</summary>
    public static string TokenOf(string name) =>
        $"header.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"oid":"{{ObjectId}}","jti":"{{name}}"}"""))}.signature";

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        Scopes.Enqueue(Assert.Single(requestContext.Scopes));
        return Current is { } token
            ? new AccessToken(token, TimeProvider.System.GetUtcNow() + Lifetime)
            : throw new AuthenticationFailedException("The authority is away.\nTrace ID: 1");
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
