namespace OtelShop.Pages.Security;

/// <summary>Result of a token check.</summary>
public enum TokenCheck
{
    /// <summary>The token is correct.</summary>
    Right,

    /// <summary>The token is wrong.</summary>
    Wrong,

    /// <summary>Too many failed attempts; the client must wait, even with the correct token.</summary>
    Blocked,
}
