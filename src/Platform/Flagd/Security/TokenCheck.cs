namespace OtelShop.Flagd.Security;

/// <summary>What came of showing a token.</summary>
internal enum TokenCheck
{
    Right,
    Wrong,

    /// <summary>Too many wrong ones came from there: even the right one has to wait.</summary>
    Blocked,
}
