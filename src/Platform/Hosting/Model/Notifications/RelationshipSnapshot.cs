namespace Aspire.Hosting.ApplicationModel;

/// <summary>Another resource to which one relates.</summary>
/// <param name="ResourceName">The other resource.</param>
/// <param name="Type"><c>Reference</c>, <c>Parent</c>, <c>WaitFor</c> or another word.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);
