using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace OtelShop.Ads;

/// <summary>
/// Makes garbage and has it collected while the request waits, and every other request with it. One collection at a time, and only so
/// many within a second: the others find that it has just been done.
/// </summary>
internal sealed class ForcedCollections(IOptions<AdOptions> options, TimeProvider clock, AdTelemetry telemetry, ILogger<ForcedCollections> logger)
{
    private const int PieceBytes = 1024;
    private const int BytesPerMebibyte = 1024 * 1024;

    private readonly Lock _one = new();
    private long? _latest;

    public void Collect()
    {
        // Nobody queues for it, or a burst of requests would collect long after the flag went off.
        if (!_one.TryEnter())
            return;

        try
        {
            if (_latest is { } latest && clock.GetElapsedTime(latest) < TimeSpan.FromSeconds(1.0 / options.Value.ForcedCollectionsPerSecond))
                return;

            _latest = clock.GetTimestamp();
            using var span = telemetry.Collecting();
            var before = GC.GetTotalPauseDuration();
            MakeGarbage(options.Value.GarbageMebibytes);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            var pause = GC.GetTotalPauseDuration() - before;
            telemetry.Collected(span, pause);
            logger.CollectionForced(pause.TotalMilliseconds);
        }
        finally
        {
            _one.Exit();
        }
    }

    // Out of line, so that nothing of it is referenced any more when it returns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeGarbage(int mebibytes)
    {
        // A chain of small pieces: young collections on the way move every one of them.
        object[]? newest = null;
        for (var pieces = (long)mebibytes * BytesPerMebibyte / PieceBytes; pieces > 0; pieces--)
        {
            var piece = new object[PieceBytes / IntPtr.Size];
            piece[0] = newest!;
            newest = piece;
        }

        GC.KeepAlive(newest);
    }
}
