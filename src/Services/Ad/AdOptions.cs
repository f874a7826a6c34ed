using System.ComponentModel.DataAnnotations;

namespace OtelShop.Ads;

/// <summary>How far the failure flags may go.</summary>
internal sealed class AdOptions
{
    public const string Section = "Ad";

    /// <summary>Threads that <c>adHighCpu</c> keeps busy, however many requests there are.</summary>
    [Range(1, 64)]
    public int HighCpuThreads { get; set; } = 4;

    /// <summary>Collections that <c>adManualGc</c> forces within a second, at most.</summary>
    [Range(1, 100)]
    public int ForcedCollectionsPerSecond { get; set; } = 5;

    /// <summary>Garbage that <c>adManualGc</c> makes before each collection.</summary>
    [Range(1, 1024)]
    public int GarbageMebibytes { get; set; } = 32;
}
