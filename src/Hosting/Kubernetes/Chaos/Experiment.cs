namespace OtelShop.Hosting.Kubernetes.Chaos;

/// <summary>A fault that Chaos Mesh injects into a stage.</summary>
/// <param name="Kind">Kind of the custom resource.</param>
/// <param name="Name">What the object is named, and found by.</param>
/// <param name="Owner">The workload that it belongs to.</param>
/// <param name="Spec">The specification.</param>
/// <param name="Alert">The alert that fires at least. Null: nothing is promised, because the shop goes on.</param>
internal sealed record Experiment(string Kind, string Name, string Owner, object Spec, PromisedAlert? Alert);

/// <summary>An alert of the published rules.</summary>
/// <param name="Name">Name of the rule.</param>
/// <param name="Service">Its label <c>service</c>.</param>
internal sealed record PromisedAlert(string Name, string Service);
