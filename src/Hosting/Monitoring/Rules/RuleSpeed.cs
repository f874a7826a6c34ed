using System.Globalization;

namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>How fast rules judge: by the windows of real operation, or by shorter ones that a demonstration can wait for.</summary>
/// <param name="Divisor">What windows are divided by.</param>
/// <param name="MinimumBadRequests">Bad requests in the long window of a burn rate below which there is no alert.</param>
internal sealed record RuleSpeed(int Divisor, int MinimumBadRequests)
{
    // An increase needs two scrapes.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);

    public static RuleSpeed Real { get; } = new(1, 10);

    /// <summary>An hour passes in a minute.</summary>
    public static RuleSpeed Demo { get; } = new(60, 3);

    public bool IsReal => Divisor == 1;

    /// <summary>Time between evaluations; no window is shorter than three of them.</summary>
    public TimeSpan Interval => IsReal ? TimeSpan.FromMinutes(1) : Shortest / 3;

    /// <summary>A window in PromQL.</summary>
    public string Window(TimeSpan real) => Text(real / Divisor > Shortest ? real / Divisor : Shortest);

    /// <summary>Time for which an alert's expression must hold.</summary>
    public string Wait(TimeSpan real) => Text(real / Divisor > Interval ? real / Divisor : Interval);

    /// <summary>Seconds as a number in PromQL.</summary>
    public long Scaled(long realSeconds) => realSeconds / Divisor;

    public static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Amount(time).Number}{Amount(time).Unit}");

    private static (long Number, char Unit) Amount(TimeSpan time) => (long)time.TotalSeconds switch
    {
        var seconds when seconds % 86400 == 0 => (seconds / 86400, 'd'),
        var seconds when seconds % 3600 == 0 => (seconds / 3600, 'h'),
        var seconds when seconds % 60 == 0 => (seconds / 60, 'm'),
        var seconds => (seconds, 's'),
    };
}
