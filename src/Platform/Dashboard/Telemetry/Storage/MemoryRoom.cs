namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>Room in a <see cref="MemoryBudget"/>. What is not kept of it by the time it is disposed goes back.</summary>
internal sealed class MemoryRoom(MemoryBudget budget, long bytes) : IDisposable
{
    /// <summary>Bytes that are kept from now on; whoever lets go of them later charges as many negative bytes.</summary>
    public long Kept { get; set; }

    public void Dispose() => budget.Settle(Kept - bytes);
}
