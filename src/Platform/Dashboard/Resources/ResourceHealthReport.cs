namespace OtelShop.Dashboard.Resources;

/// <summary>Last result of one health check.</summary>
/// <param name="Name">The check.</param>
/// <param name="Health">Null when it has not run yet.</param>
/// <param name="Description">What it found.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="RanAt">When it ran last.</param>
public sealed record ResourceHealthReport(string Name, ResourceHealth? Health, string? Description, string? Error, DateTimeOffset? RanAt);
