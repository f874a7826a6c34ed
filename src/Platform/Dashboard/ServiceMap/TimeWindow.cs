using OtelShop.Dashboard.Telemetry.Filters;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>The window that a page's address asks for.</summary>
internal static class TimeWindow
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Most = TimeSpan.FromHours(12);

    public static TimeSpan Standard { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Offered on pages.</summary>
    public static IReadOnlyList<TimeSpan> Choices { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    public static TimeSpan Of(TelemetryQueryReader query) => query.Window is { } window ? TimeSpan.FromTicks(Math.Clamp(window.Ticks, Least.Ticks, Most.Ticks)) : Standard;
}
