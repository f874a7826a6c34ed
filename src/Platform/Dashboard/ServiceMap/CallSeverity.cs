namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Classes of style sheets for shares of errors and for rates.</summary>
internal static class CallSeverity
{
    private const double Bad = 0.05;
    private const double Notable = 0.005;

    public static string Css(CallStatistics calls) => calls.Calls == 0 ? "is-quiet" : calls.ErrorShare switch
    {
        >= Bad => "is-bad",
        >= Notable => "is-notable",
        _ => "is-well",
    };

    /// <summary>From 1 to 5: each is ten times the rate of the one before.</summary>
    public static int Width(CallStatistics calls) => calls.Rate switch
    {
        < 0.1 => 1,
        < 1 => 2,
        < 10 => 3,
        < 100 => 4,
        _ => 5,
    };
}
