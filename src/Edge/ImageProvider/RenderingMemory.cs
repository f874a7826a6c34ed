using System.Runtime.InteropServices;
using SkiaSharp;

namespace OtelShop.ImageProvider;

/// <summary>Gives memory back after a burst of renderings: each takes tens of megabytes for a moment, and most of the time there is none.</summary>
internal sealed class RenderingMemory : IDisposable
{
    private const string LibC = "libc.so.6";
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly bool IsGlibc =
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad(LibC, out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out _);

    private readonly ITimer _timer;

    public RenderingMemory(TimeProvider clock)
    {
        _timer = clock.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        KeepBitmapsOffTheHeap();
    }

    /// <summary>Call after each rendering.</summary>
    public void Used() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();

    private static void Release()
    {
        SKGraphics.PurgeAllCaches();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (IsGlibc)
            _ = TrimHeap(0);
    }

    // glibc raises its threshold with the first large block that is freed; later bitmaps would stay in the heap.
    private static void KeepBitmapsOffTheHeap()
    {
        const int MmapThreshold = -3;
        if (IsGlibc)
            _ = SetHeapOption(MmapThreshold, 128 * 1024);
    }

    [DllImport(LibC, EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetHeapOption(int parameter, int value);

    [DllImport(LibC, EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int TrimHeap(nuint padding);
}
