using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Listeners;

namespace OtelShop.Dashboard.Security;

/// <summary>What a person shows to be let in: the configured token, or one of 128 random bits that each start makes.</summary>
public sealed class BrowserToken
{
    private readonly string? _token;
    private readonly DashboardAddresses _addresses;
    private readonly string? _publicUrl;

    internal BrowserToken(IOptions<DashboardOptions> options, DashboardAddresses addresses)
    {
        var frontend = options.Value.Frontend;
        _addresses = addresses;
        _publicUrl = frontend.PublicUrl?.TrimEnd('/');
        if (frontend.AuthMode == FrontendAuthMode.BrowserToken)
            _token = string.IsNullOrEmpty(frontend.BrowserToken) ? RandomNumberGenerator.GetHexString(32, lowercase: true) : frontend.BrowserToken;
    }

    /// <summary>Opens the dashboard and logs in. Carries the token: it is for the person at the console, and for no log file.</summary>
    public string LoginUrl => (_publicUrl ?? _addresses.Frontend.GetLeftPart(UriPartial.Authority)) + (_token is null ? "/" : $"/login?t={Uri.EscapeDataString(_token)}");

    /// <summary>Whether anybody has to log in.</summary>
    internal bool IsNeeded => _token is not null;

    internal bool Admits(string? given) => SecretText.Matches(given, _token);
}
