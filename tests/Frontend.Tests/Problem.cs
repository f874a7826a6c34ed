namespace OtelShop.Frontend.Tests;

/// <summary>RFC 9457 with the members that the shop adds.</summary>
internal sealed record Problem(int Status, string Title, string? Detail, Dictionary<string, string[]>? Errors, string? Reason);
