namespace OtelShop.Dashboard.Resources;

/// <summary>Which resources the page shows. What is not said lets everything through.</summary>
public sealed record ResourceFilter
{
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Texts of <see cref="ResourceView.State"/>.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Texts of <see cref="ResourceHealth"/>, or <c>None</c>.</summary>
    public IReadOnlyList<string> Healths { get; init; } = [];

    /// <summary>Part of a name, a type, a state, a source or an address.</summary>
    public string? Text { get; init; }

    public bool ShowsHidden { get; init; }

    public bool Lets(ResourceView resource) =>
        (ShowsHidden || !resource.IsHidden)
        && IsAmong(Types, resource.ResourceType)
        && IsAmong(States, resource.State ?? "Unknown")
        && IsAmong(Healths, ResourceCondition.HealthText(resource))
        && (string.IsNullOrWhiteSpace(Text) || Words(resource).Any(word => word?.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase) ?? false));

    private static bool IsAmong(IReadOnlyList<string> wanted, string value) => wanted.Count == 0 || wanted.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string?> Words(ResourceView resource) =>
        [resource.Name, resource.ResourceType, resource.State, resource.Source, .. resource.Urls.Select(url => url.Url)];
}
