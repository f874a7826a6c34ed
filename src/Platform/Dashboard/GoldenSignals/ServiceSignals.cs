using OtelShop.Dashboard.ServiceMap;

namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>A service's golden signals in a window. Public because components are, and take it as a parameter.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Now">Requests of the window.</param>
/// <param name="Before">Requests of the window before, as long.</param>
/// <param name="Burn">How many times faster than allowed its error budget is spent; 0 without requests.</param>
/// <param name="Series">Over the window.</param>
/// <param name="Saturation">At its end.</param>
public sealed record ServiceSignals(string Service, CallStatistics Now, CallStatistics Before, double Burn, SignalSeries Series, Saturation Saturation)
{
    public bool IsWorse => CallTrend.IsWorse(Now, Before);
}
