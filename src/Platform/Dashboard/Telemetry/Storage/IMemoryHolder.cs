namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>A store that keeps telemetry of several resources out of one <see cref="MemoryBudget"/>.</summary>
internal interface IMemoryHolder
{
    /// <summary>Bytes that the resource with the most holds here. Zero when nothing can be given up.</summary>
    long LargestShare { get; }

    /// <summary>Forgets the oldest part of what that resource holds, and takes it off the budget.</summary>
    void GiveUpOldest();
}
