using System.Collections.Concurrent;
using System.Diagnostics;

namespace OtelShop.ImageProvider;

/// <summary>Renders each rendition that is not prepared once, when it is first asked for, and keeps it. The pictures and widths limit how many there are.</summary>
internal sealed class RenditionCache(PreparedRenditions prepared, ImageProviderTelemetry telemetry, RenderingMemory memory, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<Rendition, Lazy<Task<byte[]>>> _renditions = new();
    private readonly SemaphoreSlim _processors = new(Environment.ProcessorCount);

    /// <param name="rendition">What to send.</param>
    /// <param name="cancellationToken">Ends this caller's wait; the rendering goes on for the others.</param>
    public async Task<byte[]> GetAsync(Rendition rendition, CancellationToken cancellationToken)
    {
        var rendering = _renditions.GetOrAdd(rendition, static (key, cache) => new Lazy<Task<byte[]>>(() => cache.RenderAsync(key)), this);
        try
        {
            return await rendering.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (rendering.Value.IsFaulted)
        {
            _renditions.TryRemove(new(rendition, rendering));
            throw;
        }
    }

    public void Dispose() => _processors.Dispose();

    private async Task<byte[]> RenderAsync(Rendition rendition)
    {
        if (prepared.Find(rendition) is { } bytes)
            return bytes;
        await _processors.WaitAsync();
        try
        {
            // A dedicated thread: rendering takes up to a second of CPU time, and requests need the pool's threads.
            return await Task.Factory.StartNew(() => Render(rendition), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            memory.Used();
            _processors.Release();
        }
    }

    private byte[] Render(Rendition rendition)
    {
        using var span = telemetry.StartRendering(rendition);
        var start = clock.GetTimestamp();
        try
        {
            return PictureRenderer.Render(rendition);
        }
        catch (Exception error)
        {
            span?.AddException(error).SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            telemetry.Rendered(rendition, clock.GetElapsedTime(start));
        }
    }
}
