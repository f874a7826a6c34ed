using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>What went on in a window and in the one before it.</summary>
/// <param name="Graph">Who called whom.</param>
/// <param name="Requests">What the graph's services were asked, in no order.</param>
/// <param name="Since">Unix time in nanoseconds since which all of a service is known.</param>
internal sealed record Traffic(ServiceGraph Graph, IReadOnlyList<SpanEntry> Requests, Func<string, long> Since);
