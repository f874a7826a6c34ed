using System.Collections.Immutable;

namespace OtelShop.Dashboard.Resources;

/// <summary>Tells a change that somebody could see from one that nobody can.</summary>
internal static class ResourceChange
{
    /// <summary>False when nothing but the time of the last health check differs: a healthy resource is asked every few seconds.</summary>
    public static bool IsVisible(ResourceView before, ResourceView after) => !Equals(Plain(before), Plain(after))
        || !before.Urls.SequenceEqual(after.Urls)
        || !before.Environment.SequenceEqual(after.Environment)
        || !before.Properties.SequenceEqual(after.Properties)
        || !Timeless(before.HealthReports).SequenceEqual(Timeless(after.HealthReports))
        || !before.Relationships.SequenceEqual(after.Relationships)
        || !before.Volumes.SequenceEqual(after.Volumes)
        || !before.Commands.SequenceEqual(after.Commands);

    // Immutable arrays are equal only when they are the same array.
    private static ResourceView Plain(ResourceView view) => view with
    {
        Urls = [], Environment = [], Properties = [], HealthReports = [], Relationships = [], Volumes = [], Commands = [],
    };

    private static IEnumerable<ResourceHealthReport> Timeless(ImmutableArray<ResourceHealthReport> reports) => reports.Select(report => report with { RanAt = null });
}
