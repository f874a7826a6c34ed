using System.Security.Claims;

namespace OtelShop.Pages.Security;

/// <summary>Who is let in, and what the login says. Each application sets this from settings of its own.</summary>
public sealed class LoginOptions
{
    /// <summary>Whether a token is needed at all. Default true.</summary>
    public bool IsNeeded { get; set; } = true;

    /// <summary>Whether the pages may be looked at without one. Default false.</summary>
    public bool IsOpenToReaders { get; set; }

    /// <summary>The token. Null or empty means that each start makes one.</summary>
    public string? Token { get; set; }

    /// <summary>Address under which people reach the pages, when that is another than where they are served. Null means the latter.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Where the pages are served, once the application has started.</summary>
    public Func<Uri> Address { get; set; } = () => throw new InvalidOperationException("The application does not say where its pages are.");

    /// <summary>Folder for the keys that sign cookies, so that a login outlives a restart. Null or empty means that it does not.</summary>
    public string? KeysFolder { get; set; }

    /// <summary>
    /// Addresses and networks of proxies, separated by commas, whose <c>X-Forwarded-For</c> is believed. Null means nobody's: whoever can connect from an address that is listed
    /// here can pass for anybody, and on a machine that others use that is true of loopback.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>What a login says of its person, made from the name that he gave. It is asked for where <see cref="NameLabel"/> is set.</summary>
    public Func<string?, IEnumerable<Claim>> Claims { get; set; } = _ => [];

    /// <summary>Heading of the login page.</summary>
    public string Heading { get; set; } = "";

    /// <summary>Where the token is found.</summary>
    public string Explanation { get; set; } = "";

    /// <summary>What the field of the token is called.</summary>
    public string TokenLabel { get; set; } = "Token";

    /// <summary>What the field of the name is called. Null means that there is none.</summary>
    public string? NameLabel { get; set; }

    /// <summary>Answer to a wrong token.</summary>
    public string WrongToken { get; set; } = "";
}
