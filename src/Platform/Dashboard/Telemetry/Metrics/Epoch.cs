namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>From one reset of a series to the next.</summary>
/// <param name="From">Points from this time on belong to it.</param>
/// <param name="Start">When counting began, as the sender says. Zero when it does not.</param>
/// <param name="Offset">What had been counted before.</param>
internal sealed record Epoch<T>(long From, long Start, T Offset);
