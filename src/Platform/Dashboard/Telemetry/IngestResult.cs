namespace OtelShop.Dashboard.Telemetry;

/// <summary>What became of a request's spans, log records or points.</summary>
/// <param name="Accepted">How many were kept.</param>
/// <param name="Rejected">How many were not kept.</param>
/// <param name="Message">Why, for a person. Null when nothing was rejected.</param>
internal readonly record struct IngestResult(long Accepted, long Rejected, string? Message);
