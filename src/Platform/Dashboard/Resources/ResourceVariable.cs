namespace OtelShop.Dashboard.Resources;

/// <summary>A named value of a resource.</summary>
/// <param name="Name">As the resource knows it.</param>
/// <param name="Value">Never to be shown where <paramref name="IsSecret"/>, nor sent to a browser that did not ask for it.</param>
/// <param name="IsSecret">Whether it is, or contains, a secret.</param>
public sealed record ResourceVariable(string Name, string? Value, bool IsSecret);
