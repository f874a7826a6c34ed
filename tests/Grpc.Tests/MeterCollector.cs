using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.Grpc.Tests;

/// <summary>Collects the measurements of one application's instrument.</summary>
internal sealed class MeterCollector : IDisposable
{
    private readonly Channel<Dictionary<string, object?>> _measured = Channel.CreateUnbounded<Dictionary<string, object?>>();
    private readonly MeterListener _listener = new();

    public MeterCollector(IServiceProvider services, string instrumentName)
    {
        var scope = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == instrumentName && instrument.Meter.Scope == scope) { self.EnableMeasurementEvents(instrument); }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => _measured.Writer.TryWrite(tags.ToArray().ToDictionary()));
        _listener.Start();
    }

    public async Task<Dictionary<string, object?>> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _measured.Reader.ReadAsync(patience.Token);
    }

    public void Dispose() => _listener.Dispose();
}
