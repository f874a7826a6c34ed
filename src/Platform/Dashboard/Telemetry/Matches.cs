namespace OtelShop.Dashboard.Telemetry;

/// <summary>A page of what a query found.</summary>
/// <param name="Items">The page.</param>
/// <param name="Matched">How many the query found in all.</param>
/// <param name="Total">How many are kept.</param>
public sealed record Matches<T>(IReadOnlyList<T> Items, int Matched, int Total);
