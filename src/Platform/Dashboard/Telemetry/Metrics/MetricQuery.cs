using System.Collections.Immutable;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>What to show of an instrument.</summary>
internal sealed record MetricQuery
{
    /// <summary>Splits by process.</summary>
    public const string ByInstance = "service.instance.id";

    /// <summary>Null means all that have the instrument.</summary>
    public string? Service { get; init; }

    /// <summary>Of the service. Empty means all.</summary>
    public ImmutableArray<string> Instances { get; init; } = [];

    /// <summary>Null means any.</summary>
    public string? Meter { get; init; }

    public required string Instrument { get; init; }

    /// <summary>Attributes that a series must have, any of the values given for each.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Where { get; init; } = [];

    /// <summary>Attributes by whose values to split. Empty means one sum of all.</summary>
    public ImmutableArray<string> By { get; init; } = [];

    /// <summary>Unix time in nanoseconds.</summary>
    public required long From { get; init; }

    /// <summary>Unix time in nanoseconds.</summary>
    public required long Until { get; init; }

    /// <summary>How many values to work out at most, each for as long a time.</summary>
    public int MaxSteps { get; init; } = 150;
}
