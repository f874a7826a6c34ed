namespace OtelShop.Pages.Security;

/// <summary>What came of showing a token.</summary>
public enum TokenCheck
{
    /// <summary>It is the token.</summary>
    Right,

    /// <summary>It is not.</summary>
    Wrong,

    /// <summary>Too many wrong ones came from there: even the right one has to wait.</summary>
    Blocked,
}
