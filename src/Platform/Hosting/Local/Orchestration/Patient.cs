namespace Aspire.Hosting.Local.Orchestration;

/// <summary>Somebody whose health is watched.</summary>
/// <param name="Resource">The resource, which names its checks.</param>
/// <param name="Status">Where to tell the results.</param>
/// <param name="TakeStory">What the resource said last, for a person who wonders why it is not healthy.</param>
internal sealed record Patient(IResource Resource, InstanceStatus Status, Func<string> TakeStory);
