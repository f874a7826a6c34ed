namespace OtelShop.Dashboard.Resources;

/// <summary>How long something has been running, for people: the two largest units.</summary>
internal static class Uptime
{
    public static string Format(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => $"{Math.Max(0, time.Seconds)} s",
        { TotalMinutes: < 60 } => $"{time.Minutes} min {time.Seconds} s",
        { TotalHours: < 24 } => $"{time.Hours} h {time.Minutes} min",
        _ => $"{time.Days} d {time.Hours} h",
    };
}
