using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.Dashboard.Ingest;

namespace OtelShop.Dashboard.Tests.Ingest;

public sealed class RefusalsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SteppedClock _clock = new();
    private readonly WarningList _warnings = new();
    private readonly Refusals _refusals;

    public RefusalsTests() => _refusals = new(new(_services.GetRequiredService<IMeterFactory>()), _clock, _warnings);

    public void Dispose() => _services.Dispose();

    [Fact]
    public void The_first_refusal_of_a_kind_is_told_with_its_sender()
    {
        Refuse(Refusal.Malformed);

        Assert.Equal("OTLP/Http: traces of 10.0.0.7:4000 refused (Malformed): Why. 0 more like it went unsaid", Assert.Single(_warnings.Lines));
    }

    [Fact]
    public void More_of_a_kind_within_a_minute_are_counted_and_told_afterwards()
    {
        for (var i = 0; i < 1000; i++)
            Refuse(Refusal.Malformed);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Refuse(Refusal.Malformed);

        Assert.Equal(2, _warnings.Lines.Count);
        Assert.EndsWith("999 more like it went unsaid", _warnings.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_is_told_at_once()
    {
        Refuse(Refusal.Malformed);
        Refuse(Refusal.TooLarge);

        Assert.Equal(2, _warnings.Lines.Count);
    }

    private void Refuse(Refusal reason)
    {
        var http = new DefaultHttpContext { Request = { Path = "/v1/traces" }, Connection = { RemoteIpAddress = IPAddress.Parse("10.0.0.7"), RemotePort = 4000 } };
        _refusals.Add(http, OtlpTransport.Http, reason, "Why.");
    }

    private sealed class WarningList : ILogger<Refusals>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
