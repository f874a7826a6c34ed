using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OtelShop.Pages.Security;

namespace OtelShop.Flagd.Security;

/// <summary>Authenticates programs by the token in <c>Authorization: Bearer</c> (RFC 6750 §2.1).</summary>
internal sealed class BearerAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenGate gate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Bearer";
    private const string Prefix = "Bearer ";

    private TokenCheck? _check;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        _check = gate.Check(header[Prefix.Length..].Trim(), Context);
        return Task.FromResult(_check == TokenCheck.Right
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([], Name)), Name))
            : AuthenticateResult.Fail("The token is wrong."));
    }

    // The policy runs both schemes; the login may have succeeded already.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Response.HasStarted)
            return Task.CompletedTask;
        if (_check == TokenCheck.Blocked)
            return Results.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "Too many wrong tokens. Wait a minute.").ExecuteAsync(Context);

        Response.Headers.WWWAuthenticate = _check is null ? "Bearer realm=\"flags\"" : "Bearer realm=\"flags\", error=\"invalid_token\"";
        return Results.Problem(
            statusCode: StatusCodes.Status401Unauthorized, title: "Changing flags takes the token: log in, or send it as Authorization: Bearer.").ExecuteAsync(Context);
    }
}
