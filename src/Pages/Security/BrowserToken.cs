using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OtelShop.Pages.Security;

/// <summary>Token required to log in: the configured one, or 128 random bits generated at each start.</summary>
public sealed class BrowserToken
{
    private readonly LoginOptions _login;
    private readonly Site _site;
    private readonly string? _token;

    /// <summary>Reads or generates the token.</summary>
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

    /// <summary>Whether a token is required.</summary>
    public bool IsNeeded => _token is not null;

    /// <summary>Whether the token was generated.</summary>
    public bool IsMadeHere { get; }

    /// <summary>Link that logs in. It contains the token: print it to the console, never log it.</summary>
    public string LoginUrl => (_login.PublicUrl is { Length: > 0 } url ? url.TrimEnd('/') : _login.Address().GetLeftPart(UriPartial.Authority))
        + (_token is null ? _site.Home : $"{Login.In(_site)}?t={Uri.EscapeDataString(_token)}");

    /// <summary>Compares in constant time.</summary>
    /// <param name="given">Untrusted input. <see cref="TokenGate"/> limits attempts.</param>
    public bool Matches(string? given) => SecretText.Matches(given, _token);
}
