namespace OtelShop.Dashboard.Telemetry;

/// <summary>Nanoseconds since 1970-01-01 UTC, the unit of every time in OTLP.</summary>
internal static class UnixTime
{
    public static long FromDateTime(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    public static DateTimeOffset ToDateTime(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    public static TimeSpan ToTimeSpan(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    public static long FromTimeSpan(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>OTLP's times reach farther than a long, which ends in 2262: later means then.</summary>
    public static long FromWire(ulong nanoseconds) => (long)Math.Min(nanoseconds, long.MaxValue);
}
