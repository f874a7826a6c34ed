namespace OtelShop.Frontends.Api;

/// <summary>On this route a field of the backend's request is filled from a parameter of another name.</summary>
internal sealed record FieldAlias(string Field, string Parameter);
