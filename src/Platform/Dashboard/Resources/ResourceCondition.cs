namespace OtelShop.Dashboard.Resources;

/// <summary>State and health of a resource as one word and one look.</summary>
/// <param name="Text">What to say.</param>
/// <param name="Css">One of <c>success</c>, <c>info</c>, <c>warning</c>, <c>error</c>, <c>neutral</c>.</param>
internal readonly record struct ResourceCondition(string Text, string Css)
{
    private const string Running = nameof(Running);

    public static ResourceCondition Of(ResourceView resource) => resource switch
    {
        { State: null } => new("Unknown", "neutral"),
        { State: Running, Health: ResourceHealth.Unhealthy } when resource.HealthReports.All(report => report.Health is null) => new("Running, not checked yet", "info"),
        { State: Running, Health: ResourceHealth.Unhealthy } => new("Running, unhealthy", "error"),
        { State: Running, Health: ResourceHealth.Degraded } => new("Running, degraded", "warning"),
        { State: Running } => new(Running, "success"),
        { ExitCode: { } code and not 0 } => new($"{Spaced(resource.State)} ({code})", Style(resource)),
        _ => new(Spaced(resource.State), Style(resource)),
    };

    /// <summary>For a filter: the state alone, with health where that is bad.</summary>
    public static string HealthText(ResourceView resource) => resource.Health?.ToString() ?? "None";

    private static string Style(ResourceView resource) => resource.StateStyle is "success" or "info" or "warning" or "error" ? resource.StateStyle : "neutral";

    // FailedToStart is a word for programs.
    private static string Spaced(string state) => string.Concat(state.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) && char.IsAsciiLetterLower(state[i - 1])
        ? $" {char.ToLowerInvariant(c)}"
        : c.ToString()));
}
