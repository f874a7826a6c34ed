namespace OtelShop.Dashboard.Resources;

/// <summary>An address of a resource.</summary>
/// <param name="Name">Endpoint. Null when it is none of its endpoints.</param>
/// <param name="Url">Absolute.</param>
/// <param name="DisplayText">What to show in its place. Null means the address itself.</param>
/// <param name="IsInternal">Whether only other resources use it.</param>
/// <param name="IsInactive">Whether nobody answers there now.</param>
public sealed record ResourceUrl(string? Name, string Url, string? DisplayText, bool IsInternal, bool IsInactive);
