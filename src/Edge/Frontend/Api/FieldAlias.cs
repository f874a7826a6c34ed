namespace OtelShop.Frontends.Api;

/// <summary>Endpoint metadata: query parameter that fills a backend field of another name.</summary>
internal sealed record FieldAlias(string Field, string Parameter);
