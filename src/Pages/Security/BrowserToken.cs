using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OtelShop.Pages.Security;

/// <summary>What a person shows to be let in: the configured token, or one of 128 random bits that each start makes.</summary>
public sealed class BrowserToken
{
    private readonly LoginOptions _login;
    private readonly Site _site;
    private readonly string? _token;

    /// <summary>Chooses the token.</summary>
    /// <param name="login">Settings of the application.</param>
    /// <param name="site">The application.</param>
    public BrowserToken(IOptions<LoginOptions> login, Site site)
    {
        _login = login.Value;
        _site = site;
        if (!_login.IsNeeded)
            return;
        IsMadeHere = string.IsNullOrEmpty(_login.Token);
        _token = IsMadeHere ? RandomNumberGenerator.GetHexString(32, lowercase: true) : _login.Token;
    }

    /// <summary>Whether there is a token at all.</summary>
    public bool IsNeeded => _token is not null;

    /// <summary>Whether nobody knows it yet.</summary>
    public bool IsMadeHere { get; }

    /// <summary>Opens the pages and logs in. Carries the token: it is for the person at the console, and for no log.</summary>
    public string LoginUrl => (_login.PublicUrl is { Length: > 0 } url ? url.TrimEnd('/') : _login.Address().GetLeftPart(UriPartial.Authority))
        + (_token is null ? _site.Home : $"{Login.In(_site)}?t={Uri.EscapeDataString(_token)}");

    /// <summary>Whether this is the token.</summary>
    /// <param name="given">From a stranger. Count his tries: <see cref="TokenGate"/> does.</param>
    public bool Matches(string? given) => SecretText.Matches(given, _token);
}
