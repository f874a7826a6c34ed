namespace OtelShop.Dashboard.StructuredLogs;

/// <summary>How many records came in a slice of time.</summary>
/// <param name="Start">Unix time in nanoseconds.</param>
/// <param name="Errors">Error and fatal.</param>
/// <param name="Warnings">Warn.</param>
/// <param name="Others">All below, and those without a level.</param>
public readonly record struct VolumeSlot(long Start, int Errors, int Warnings, int Others)
{
    public int Count => Errors + Warnings + Others;
}
