namespace Aspire.Hosting.ApplicationModel;

/// <summary>One running copy of a resource.</summary>
/// <param name="Id">Value of <c>service.instance.id</c>.</param>
/// <param name="TargetPorts">Port on which this copy listens, by endpoint name.</param>
internal sealed record ResourceInstance(string Id, IReadOnlyDictionary<string, int> TargetPorts);
