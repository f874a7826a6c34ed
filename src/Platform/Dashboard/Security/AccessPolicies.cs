using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace OtelShop.Dashboard.Security;

/// <summary>Who may see what.</summary>
internal sealed class AccessPolicies(IOptions<DashboardOptions> dashboard) : IConfigureOptions<AuthorizationOptions>
{
    /// <summary>For routes of the API: whoever is logged in, or has a key.</summary>
    public const string Api = "api";

    public void Configure(AuthorizationOptions options)
    {
        var isOpen = dashboard.Value.Frontend.AuthMode == FrontendAuthMode.Unsecured;
        options.FallbackPolicy = options.DefaultPolicy = Policy(isOpen, CookieAuthenticationDefaults.AuthenticationScheme);
        var isApiOpen = dashboard.Value.Api.AuthMode is { } mode ? mode == ApiKeyAuthMode.Unsecured : isOpen;
        options.AddPolicy(Api, Policy(isApiOpen, CookieAuthenticationDefaults.AuthenticationScheme, ApiKeyAuthentication.Name));
    }

    private static AuthorizationPolicy Policy(bool isOpen, params string[] schemes)
    {
        var policy = new AuthorizationPolicyBuilder(schemes);
        return (isOpen ? policy.RequireAssertion(_ => true) : policy.RequireAuthenticatedUser()).Build();
    }
}
