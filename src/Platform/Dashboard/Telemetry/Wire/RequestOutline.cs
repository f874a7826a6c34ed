namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>How large a request is.</summary>
/// <param name="Resources">How often a resource is named; one may be named again.</param>
/// <param name="Records">Spans or log records.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Fits">False when it has to be cut to what is kept.</param>
internal readonly record struct RequestOutline(int Resources, int Records, int Bytes, bool Fits);
