namespace OtelShop.Dashboard.Resources;

/// <summary>That a resource has to do with another.</summary>
/// <param name="Resource">Display name of the other.</param>
/// <param name="Type"><c>Reference</c>, <c>WaitFor</c>, <c>Parent</c>, …</param>
public sealed record ResourceRelationship(string Resource, string Type);
