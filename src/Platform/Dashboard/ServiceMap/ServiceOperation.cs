namespace OtelShop.Dashboard.ServiceMap;

/// <summary>What a service does under one name. Public because components are, and take it as a parameter.</summary>
/// <param name="Name">Name of its spans: a route, a method.</param>
/// <param name="Now">In the window.</param>
/// <param name="Before">In the window before.</param>
public sealed record ServiceOperation(string Name, CallStatistics Now, CallStatistics Before);
