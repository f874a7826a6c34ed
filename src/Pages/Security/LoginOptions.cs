using System.Security.Claims;

namespace OtelShop.Pages.Security;

/// <summary>Login settings. Each application maps its options to these.</summary>
public sealed class LoginOptions
{
    /// <summary>Whether a token is required. Default true.</summary>
    public bool IsNeeded { get; set; } = true;

    /// <summary>Whether pages can be read without a token. Default false.</summary>
    public bool IsOpenToReaders { get; set; }

    /// <summary>The token. Null or empty: generated at each start.</summary>
    public string? Token { get; set; }

    /// <summary>Public address of the pages. Null: the listening address.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Listening address of the pages, after the start.</summary>
    public Func<Uri> Address { get; set; } = () => throw new InvalidOperationException("The application does not set the address of its pages.");

    /// <summary>Folder of the cookie keys, so that logins survive a restart. Null or empty: logins end with the process.</summary>
    public string? KeysFolder { get; set; }

    /// <summary>Creates claims from the name that the user entered. Requested if <see cref="NameLabel"/> is set.</summary>
    public Func<string?, IEnumerable<Claim>> Claims { get; set; } = _ => [];

    /// <summary>Heading of the login page.</summary>
    public string Heading { get; set; } = "";

    /// <summary>Explains where to find the token.</summary>
    public string Explanation { get; set; } = "";

    /// <summary>Label of the token field.</summary>
    public string TokenLabel { get; set; } = "Token";

    /// <summary>Label of the name field. Null: no field.</summary>
    public string? NameLabel { get; set; }

    /// <summary>Message for a wrong token.</summary>
    public string WrongToken { get; set; } = "";
}
