using System.Diagnostics.Metrics;

namespace OtelShop.FraudDetection.Tests;

/// <summary>Reads the metric of messages that wait for a consumer group.</summary>
internal sealed class LagGauge : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _lag;

    public LagGauge(string group)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "messaging.kafka.consumer.lag")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, lag, tags, _) =>
        {
            foreach (var tag in tags)
                _lag += tag.Key == "messaging.consumer.group.name" && Equals(tag.Value, group) ? lag : 0;
        });
        _listener.Start();
    }

    /// <summary>The messages of all partitions that wait now.</summary>
    public long Read()
    {
        _lag = 0;
        _listener.RecordObservableInstruments();
        return _lag;
    }

    public void Dispose() => _listener.Dispose();
}
