namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>Golden signals of all services. Public because components are, and take it as a parameter.</summary>
/// <param name="From">Start of the window, Unix time in nanoseconds.</param>
/// <param name="Until">End of the window.</param>
/// <param name="Slo">What burn is counted against.</param>
/// <param name="Services">The worst first.</param>
public sealed record SignalsBoard(long From, long Until, Slo Slo, IReadOnlyList<ServiceSignals> Services);
