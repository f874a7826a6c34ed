using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.StructuredLogs;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.StructuredLogs;

public sealed class LogVolumeTests
{
    private const long Second = 1_000_000_000;
    private static readonly TelemetryResource Cart = new(1, "cart", "", new());

    [Fact]
    public void Records_are_counted_by_second_and_severity()
    {
        var slots = LogVolume.Count([Log(0), Log(0, SeverityNumber.Error), Log(Second, SeverityNumber.Warn), Log(Second / 2)], 10 * Second);

        Assert.Equal((1, 0, 2), (slots[0].Errors, slots[0].Warnings, slots[0].Others));
        Assert.Equal((0, 1, 0), (slots[1].Errors, slots[1].Warnings, slots[1].Others));
    }

    [Fact]
    public void Every_record_is_counted_once_however_long_the_time()
    {
        var random = new Random(5);
        var logs = Enumerable.Range(0, 1_000).Select(_ => Log((long)(random.NextDouble() * 3600 * Second))).ToList();

        Assert.Equal(1_000, LogVolume.Count(logs, 3600 * Second).Sum(s => s.Count));
    }

    [Fact]
    public void A_clock_that_is_ahead_breaks_nothing()
    {
        var slots = LogVolume.Count([Log(0), Log(500 * Second)], 100 * Second);

        Assert.Equal(2, slots.Sum(s => s.Count));
    }

    [Fact]
    public void Without_records_there_is_nothing_to_draw() => Assert.Empty(LogVolume.Count([], Second));

    [Fact]
    public void Errors_are_counted_for_every_service_whichever_is_asked_for()
    {
        var logs = new Stores().Logs;
        logs.Add(new LogSketch("cart").Says("fine").Says("broken", SeverityNumber.Error).Bytes);
        logs.Add(new LogSketch("email").Says("lost", SeverityNumber.Error).Says("dead", SeverityNumber.Fatal).Bytes);

        var errors = new LogVolume(logs, TimeProvider.System).ErrorsByService(new() { Resources = ["cart"] });

        Assert.Equal([("email", 2), ("cart", 1)], errors);
    }

    private static LogEntry Log(long time, SeverityNumber severity = SeverityNumber.Info) =>
        new() { Id = 1, Resource = Cart, Scope = "", Time = time, Severity = severity, TraceId = default, SpanId = default };
}
