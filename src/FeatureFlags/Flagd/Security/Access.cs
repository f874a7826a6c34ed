using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using OtelShop.Flagd.Flags;
using OtelShop.Pages.Security;

namespace OtelShop.Flagd.Security;

/// <summary>Who may change flags, and as whom.</summary>
internal sealed class Access(BrowserToken token) : IConfigureOptions<AuthorizationOptions>
{
    /// <summary>For routes that change something: whoever has logged in, or shows the token. Everything else is open.</summary>
    public const string Change = "change";

    private const string AuthorHeader = "X-Author";
    private const int LongestName = 80;

    public void Configure(AuthorizationOptions options)
    {
        var policy = new AuthorizationPolicyBuilder(CookieAuthenticationDefaults.AuthenticationScheme, BearerAuthentication.Name);
        options.AddPolicy(Change, (token.IsNeeded ? policy.RequireAuthenticatedUser() : policy.RequireAssertion(_ => true)).Build());
    }

    /// <summary>Whether a page may offer changes to whoever looks at it.</summary>
    public bool MayChange(HttpContext context) => !token.IsNeeded || context.User.Identity is { IsAuthenticated: true };

    /// <summary>Whoever sent a request: the name of the login or of the header <c>X-Author</c>, else the address that it came from.</summary>
    /// <param name="context">The request.</param>
    /// <param name="how"><c>page</c> or <c>api</c>.</param>
    public static FlagAuthor AuthorOf(HttpContext context, string how) =>
        new(NameOf(context.User.FindFirstValue(ClaimTypes.Name)) ?? NameOf(context.Request.Headers[AuthorHeader]) ?? context.Connection.RemoteIpAddress?.ToString() ?? "somebody", how);

    /// <summary>What a login says of its person.</summary>
    public static IEnumerable<Claim> ClaimsOf(string? name)
    {
        // Forms belong to a login, and a login may be without a name.
        yield return new(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString("n"));
        if (NameOf(name) is { } known)
            yield return new(ClaimTypes.Name, known);
    }

    // Goes to logs and pages: one line, and no control characters that a terminal would obey.
    private static string? NameOf(string? given)
    {
        var name = new string([.. (given ?? "").Where(c => !char.IsControl(c)).Take(LongestName)]).Trim();
        return name.Length > 0 ? name : null;
    }
}
