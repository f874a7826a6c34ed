using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OtelShop.Flagd.Listeners;
using OtelShop.Flagd.Ui.Layout;

namespace OtelShop.Flagd.Security;

/// <summary>What a person or a program shows who wants to change flags: the configured token, or one of 128 random bits that each start makes.</summary>
internal sealed class BrowserToken
{
    private readonly string? _token;
    private readonly string? _publicUrl;
    private readonly ListenerAddresses _addresses;

    public BrowserToken(IOptions<FlagdOptions> options, ListenerAddresses addresses)
    {
        _addresses = addresses;
        _publicUrl = options.Value.PublicUrl?.TrimEnd('/');
        if (options.Value.AuthMode == AuthMode.Unsecured)
            return;
        IsMadeHere = string.IsNullOrEmpty(options.Value.BrowserToken);
        _token = IsMadeHere ? RandomNumberGenerator.GetHexString(32, lowercase: true) : options.Value.BrowserToken;
    }

    /// <summary>Whether there is a token at all.</summary>
    public bool IsNeeded => _token is not null;

    /// <summary>Whether nobody knows it yet.</summary>
    public bool IsMadeHere { get; }

    /// <summary>Opens the pages and logs in. Carries the token: it is for the person at the console, and for no log.</summary>
    public string LoginUrl => (_publicUrl ?? _addresses[Listener.Pages].GetLeftPart(UriPartial.Authority))
        + (_token is null ? Addresses.Home : $"{Addresses.Login}?t={Uri.EscapeDataString(_token)}");

    public bool Matches(string? given) => _token is not null && SecretText.AreEqual(given ?? "", _token);
}
