using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace OtelShop.Ads;

/// <summary>
/// Allocates garbage and forces a full collection, which pauses every request. Collections never overlap and are limited per second;
/// a request above the limit skips the collection.
/// </summary>
internal sealed class ManualGcFault(IOptions<AdOptions> options, TimeProvider clock, AdTelemetry telemetry, ILogger<ManualGcFault> logger)
{
    private const int ArrayBytes = 1024;
    private const int BytesPerMebibyte = 1024 * 1024;

    private readonly Lock _collecting = new();
    private long? _latest;

    public void Collect()
    {
        // A request never queues here, or a burst would still be collecting long after the flag goes off.
        if (!_collecting.TryEnter())
            return;

        try
        {
            if (_latest is { } latest && clock.GetElapsedTime(latest) < TimeSpan.FromSeconds(1.0 / options.Value.ForcedCollectionsPerSecond))
                return;

            _latest = clock.GetTimestamp();
            using var span = telemetry.StartCollection();
            var before = GC.GetTotalPauseDuration();
            MakeGarbage(options.Value.GarbageMebibytes);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            var pause = GC.GetTotalPauseDuration() - before;
            telemetry.Collected(span, pause);
            logger.CollectionForced(pause.TotalSeconds);
        }
        finally
        {
            _collecting.Exit();
        }
    }

    // Not inlined, so that the caller's frame keeps no reference to the garbage.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeGarbage(int mebibytes)
    {
        // A linked list of small arrays makes the young collections move every array.
        object[]? newest = null;
        for (var remaining = (long)mebibytes * BytesPerMebibyte / ArrayBytes; remaining > 0; remaining--)
        {
            var array = new object[ArrayBytes / IntPtr.Size];
            array[0] = newest!;
            newest = array;
        }

        GC.KeepAlive(newest);
    }
}
