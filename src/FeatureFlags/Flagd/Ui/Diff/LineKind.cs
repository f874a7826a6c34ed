namespace OtelShop.Flagd.Ui.Diff;

internal enum LineKind
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>Only in the text before.</summary>
    Removed,

    /// <summary>Only in the text after.</summary>
    Added,
}
