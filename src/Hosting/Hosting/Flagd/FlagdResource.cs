namespace Aspire.Hosting.ApplicationModel;

/// <summary>The flag daemon of this repository, which speaks flagd's protocols.</summary>
public class FlagdResource(string name) : ProjectResource(name);
