namespace Aspire.Hosting.ApplicationModel;

/// <summary>The flag daemon of this repository, which speaks flagd's protocols.</summary>
/// <param name="name">Name of the resource.</param>
public class FlagdResource(string name) : ProjectResource(name);
