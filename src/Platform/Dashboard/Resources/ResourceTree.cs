namespace OtelShop.Dashboard.Resources;

/// <summary>Puts each resource below the one that it is part of.</summary>
internal static class ResourceTree
{
    private const string Parent = nameof(Parent);

    /// <summary>Resources in the order of a table, each with its depth. A parent stays for the sake of its children.</summary>
    public static IReadOnlyList<(ResourceView Resource, int Depth)> Rows(IReadOnlyList<ResourceView> resources, Func<ResourceView, bool> isShown)
    {
        var children = resources.Where(resource => ParentOf(resource, resources) is not null)
            .ToLookup(resource => ParentOf(resource, resources)!.DisplayName, StringComparer.OrdinalIgnoreCase);
        var rows = new List<(ResourceView, int)>();
        foreach (var root in resources.Where(resource => ParentOf(resource, resources) is null))
            rows.AddRange(Below(root, 0, children, isShown));
        return rows;
    }

    /// <summary>Null when it stands alone.</summary>
    public static ResourceView? ParentOf(ResourceView resource, IReadOnlyList<ResourceView> resources)
    {
        var parent = Named(resources, resource.Relationships.FirstOrDefault(IsParent)?.Resource);
        // Two that each claim to be part of the other stand side by side.
        return parent is null || parent.DisplayName == resource.DisplayName || IsBelow(parent, resource, resources) ? null : parent;
    }

    public static bool IsParent(ResourceRelationship relationship) => relationship.Type == Parent;

    private static bool IsBelow(ResourceView resource, ResourceView other, IReadOnlyList<ResourceView> resources)
    {
        var above = resource;
        for (var steps = 0; steps < resources.Count; steps++)
        {
            if (Named(resources, above.Relationships.FirstOrDefault(IsParent)?.Resource) is not { } next)
                return false;
            if (next.DisplayName == other.DisplayName)
                return true;
            above = next;
        }

        return true;
    }

    private static ResourceView? Named(IReadOnlyList<ResourceView> resources, string? name) =>
        name is null ? null : resources.FirstOrDefault(resource => string.Equals(resource.DisplayName, name, StringComparison.OrdinalIgnoreCase));

    private static List<(ResourceView, int)> Below(
        ResourceView resource, int depth, ILookup<string, ResourceView> children, Func<ResourceView, bool> isShown)
    {
        var below = children[resource.DisplayName].SelectMany(child => Below(child, depth + 1, children, isShown)).ToList();
        return below.Count > 0 || isShown(resource) ? [(resource, depth), .. below] : [];
    }
}
