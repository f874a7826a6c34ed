namespace OtelShop.Flagd.Security;

/// <summary>Whether changing a flag takes a token. Reading never does.</summary>
internal enum AuthMode
{
    /// <summary>Who changes a flag shows the token.</summary>
    BrowserToken,

    /// <summary>Anybody who reaches the pages may change flags.</summary>
    Unsecured,
}
