using System.ComponentModel.DataAnnotations;

namespace OtelShop.Ads;

/// <summary>Limits of the failure flags.</summary>
internal sealed class AdOptions
{
    public const string Section = "Ad";

    /// <summary>Threads that <c>adHighCpu</c> keeps busy, regardless of the number of requests.</summary>
    [Range(1, 64)]
    public int HighCpuThreads { get; set; } = 4;

    /// <summary>Most collections that <c>adManualGc</c> forces per second.</summary>
    [Range(1, 100)]
    public int ForcedCollectionsPerSecond { get; set; } = 5;

    /// <summary>Garbage that <c>adManualGc</c> allocates before each collection.</summary>
    [Range(1, 1024)]
    public int GarbageMebibytes { get; set; } = 32;
}
