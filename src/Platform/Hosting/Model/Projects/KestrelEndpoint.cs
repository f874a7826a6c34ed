namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a project's Kestrel settings.</summary>
internal sealed record KestrelEndpoint(string Name, string Scheme, int Port, bool IsHttp2Only);
