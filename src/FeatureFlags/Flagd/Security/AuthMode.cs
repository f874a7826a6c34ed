namespace OtelShop.Flagd.Security;

/// <summary>Whether changing a flag requires the token. Reading never does.</summary>
internal enum AuthMode
{
    /// <summary>Changes require the token.</summary>
    BrowserToken,

    /// <summary>Every client that reaches the pages may change flags.</summary>
    Unsecured,
}
