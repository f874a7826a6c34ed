using OtelShop.Dashboard.ServiceMap;

namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>Errors that look alike. Public because components are, and take it as a parameter.</summary>
/// <param name="Operation">Name of the spans.</param>
/// <param name="What">Type of the error, or its message; never empty.</param>
/// <param name="Count">How many.</param>
/// <param name="First">When the first one began, Unix time in nanoseconds.</param>
/// <param name="Last">When the last one began.</param>
/// <param name="Example">The last one.</param>
public sealed record ErrorGroup(string Operation, string What, int Count, long First, long Last, CallExample Example);
