namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>An instrument of a service at one moment, all of the service's instances taken together.</summary>
internal sealed record InstrumentSummary
{
    public required InstrumentIdentity Identity { get; init; }

    public required string Description { get; init; }

    /// <summary>Whether it is sent as what was counted since the point before.</summary>
    public required bool IsDelta { get; init; }

    public required int SeriesCount { get; init; }

    public required int InstanceCount { get; init; }

    /// <summary>Points that were turned away because there were too many series.</summary>
    public required long Rejected { get; init; }

    /// <summary>Whether the sender itself put series together because there were too many.</summary>
    public required bool HasOverflow { get; init; }

    /// <summary>Time of the newest point.</summary>
    public required long LastTime { get; init; }

    public static IReadOnlyList<InstrumentSummary> Of(IEnumerable<ResourceMetricsLog> logs) =>
    [
        .. logs.SelectMany(l => l.Instruments).GroupBy(i => i.Identity).Select(Of)
            .OrderBy(i => i.Identity.Meter, StringComparer.Ordinal).ThenBy(i => i.Identity.Name, StringComparer.Ordinal).ThenByDescending(i => i.LastTime),
    ];

    private static InstrumentSummary Of(IGrouping<InstrumentIdentity, Instrument> instruments) => new()
    {
        Identity = instruments.Key,
        Description = instruments.Select(i => i.Description).FirstOrDefault(d => d.Length > 0) ?? "",
        IsDelta = instruments.Any(i => i.IsDelta),
        SeriesCount = instruments.Sum(i => i.Series.Count),
        InstanceCount = instruments.Count(),
        Rejected = instruments.Sum(i => i.Rejected),
        HasOverflow = instruments.SelectMany(i => i.Series).Any(s => s.Attribute(AttributeBlock.OverflowKey) is not null),
        LastTime = instruments.Max(i => i.LastTime),
    };
}
