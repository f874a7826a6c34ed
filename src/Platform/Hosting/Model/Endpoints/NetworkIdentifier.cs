namespace Aspire.Hosting.ApplicationModel;

/// <summary>A network on which addresses mean something.</summary>
/// <param name="Value">Name of the network.</param>
public sealed record NetworkIdentifier(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
