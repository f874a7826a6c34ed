using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OtelShop.Payment.Tests;

/// <summary>The measurements of one counter of one process.</summary>
internal sealed class RecordedCounter : IDisposable
{
    private readonly ConcurrentQueue<(string, string?)> _tags = new();
    private readonly MeterListener _listener = new();

    public RecordedCounter(IMeterFactory meters, string name)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == name && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _tags.Enqueue((tags[0].Key, tags[0].Value?.ToString())));
        _listener.Start();
    }

    public IEnumerable<(string Name, string? Value)> Tags => _tags;

    public void Dispose() => _listener.Dispose();
}
