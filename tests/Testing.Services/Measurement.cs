using System.Diagnostics.Metrics;

namespace OtelShop.Testing.Services;

public sealed record Measurement(Instrument Instrument, double Value, IReadOnlyDictionary<string, object?> Tags);
