using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OtelShop.Pages.Security;

namespace OtelShop.Dashboard.Security;

/// <summary>Lets a program read the API by the header <c>X-API-Key</c>.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> scheme, ILoggerFactory loggers, UrlEncoder encoder, IOptions<DashboardOptions> dashboard)
    : AuthenticationHandler<AuthenticationSchemeOptions>(scheme, loggers, encoder)
{
    public const string Name = "ApiKey";
    public const string Header = "X-API-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ Length: > 0 } given])
            return Task.FromResult(AuthenticateResult.NoResult());
        var api = dashboard.Value.Api;
        return Task.FromResult(SecretText.Matches(given, api.PrimaryApiKey, api.SecondaryApiKey)
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "Program")], Name)), Name))
            : AuthenticateResult.Fail("The key is wrong."));
    }

    // A policy with a login beside the key has both answer; the login may have done so already.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Response.HasStarted ? Task.CompletedTask : Problem().ExecuteAsync(Context);

    public static IResult Problem() => Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: $"Log in, or send the API key in the header {Header}.");
}
