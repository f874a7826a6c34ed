using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using OtelShop.Flagd.Flags;
using OtelShop.Pages.Security;

namespace OtelShop.Flagd.Security;

/// <summary>Authorization to change flags, and the author's name.</summary>
internal sealed class Access(BrowserToken token) : IConfigureOptions<AuthorizationOptions>
{
    /// <summary>Policy of routes that change something: a login or the token. All other routes are open.</summary>
    public const string Change = "change";

    private const string AuthorHeader = "X-Author";
    private const int LongestName = 80;

    public void Configure(AuthorizationOptions options)
    {
        var policy = new AuthorizationPolicyBuilder(CookieAuthenticationDefaults.AuthenticationScheme, BearerAuthentication.Name);
        options.AddPolicy(Change, (token.IsNeeded ? policy.RequireAuthenticatedUser() : policy.RequireAssertion(_ => true)).Build());
    }

    /// <summary>Whether a page offers changes to its user.</summary>
    public bool MayChange(HttpContext context) => !token.IsNeeded || context.User.Identity is { IsAuthenticated: true };

    /// <summary>Author of a request: the login's name, the header <c>X-Author</c>, or the client's address.</summary>
    /// <param name="context">The request.</param>
    /// <param name="how"><c>page</c> or <c>api</c>.</param>
    public static FlagAuthor AuthorOf(HttpContext context, string how) =>
        new(NameOf(context.User.FindFirstValue(ClaimTypes.Name)) ?? NameOf(context.Request.Headers[AuthorHeader]) ?? context.Connection.RemoteIpAddress?.ToString() ?? "unknown", how);

    /// <summary>Claims of a login.</summary>
    public static IEnumerable<Claim> ClaimsOf(string? name)
    {
        // Antiforgery tokens are bound to a login, which may have no name.
        yield return new(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString("n"));
        if (NameOf(name) is { } known)
            yield return new(ClaimTypes.Name, known);
    }

    // Shown in logs and pages: one line without control characters, which a terminal would obey.
    private static string? NameOf(string? given)
    {
        var name = new string([.. (given ?? "").Where(c => !char.IsControl(c)).Take(LongestName)]).Trim();
        return name.Length > 0 ? name : null;
    }
}
