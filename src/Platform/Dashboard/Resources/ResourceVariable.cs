namespace OtelShop.Dashboard.Resources;

/// <summary>A named value of a resource. Secrets do not get this far: who runs the resource has put <see cref="Mask"/> in their place.</summary>
/// <param name="Name">As the resource knows it.</param>
/// <param name="Value">As it may be shown: a connection string keeps everything but its password.</param>
/// <param name="IsSecret">Whether the value is, or contains, a secret.</param>
public sealed record ResourceVariable(string Name, string? Value, bool IsSecret)
{
    /// <summary>What stands in the place of a secret, however long it is.</summary>
    public const string Mask = "●●●●●";
}
