namespace OtelShop.ServiceMap.Traffic;

/// <summary>Golden signals of a service in a window. Public because components take it as a parameter.</summary>
/// <param name="Service">The service and its requests.</param>
/// <param name="Burn">Error budget spent, 1 being the rate at which it just lasts. Null when there are too few requests to judge.</param>
/// <param name="Points">Buckets of the window, oldest first.</param>
public sealed record ServiceSignals(ServiceNode Service, double? Burn, IReadOnlyList<CallStatistics> Points);
