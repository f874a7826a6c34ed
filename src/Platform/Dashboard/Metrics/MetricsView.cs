using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Filters;
using OtelShop.Dashboard.Telemetry.Metrics;

namespace OtelShop.Dashboard.Metrics;

/// <summary>What the address of the page asks for, and what the store has of it. One for each request; the parts of the page share it.</summary>
internal sealed class MetricsView
{
    public const string MeterName = "meter";
    public const string InstrumentName = "instrument";
    public const string ViewName = "view";
    public const string ByName = "by";
    public const string InstanceName = "instance";
    public const string PercentileName = "percentile";
    public const string DimensionPrefix = "dim.";

    private static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(5);

    private readonly HttpRequest _request;

    public MetricsView(IHttpContextAccessor context, MetricStore store, TimeProvider time)
    {
        _request = context.HttpContext!.Request;
        var reader = new TelemetryQueryReader(_request.Query);
        // Routing leaves an escaped slash as it is.
        Service = ((string?)_request.RouteValues["name"])?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) ?? Value(QueryNames.Resource);
        Window = reader.Window is { } window && window > TimeSpan.Zero && window <= TimeSpan.FromHours(12) ? window : DefaultWindow;
        Until = reader.Until ?? UnixTime.FromDateTime(time.GetUtcNow());
        From = Until - UnixTime.FromTimeSpan(Window);
        Complaints = reader.Complaints;
        Store = store;
        Instruments = store.Instruments(Service);
        if (Instrument is not null)
            Result = store.Read(Query);
    }

    /// <summary>Offered to choose from.</summary>
    public static ImmutableArray<TimeSpan> Windows { get; } =
        [.. new[] { 1, 5, 15, 30, 60, 180, 360, 720 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    public MetricStore Store { get; }

    /// <summary>Null when none is chosen.</summary>
    public string? Service { get; }

    public string? Meter => Value(MeterName);

    /// <summary>Null when none is chosen.</summary>
    public string? Instrument => Value(InstrumentName);

    public TimeSpan Window { get; }

    public long From { get; }

    public long Until { get; }

    public bool IsTable => Value(ViewName) == "table";

    public bool IsHeat => Value(ViewName) == "heat" && Result?.Instrument.Identity.IsDistribution == true;

    /// <summary>Attribute to split by. Null when nothing is split.</summary>
    public string? By => Value(ByName);

    /// <summary>Of a split histogram.</summary>
    public int Percentile => Value(PercentileName) switch { "50" => 50, "90" => 90, "99" => 99, _ => 95 };

    /// <summary>Part of the name of the instruments to list.</summary>
    public string? Search => Value(QueryNames.Text);

    public IReadOnlyList<string> Complaints { get; }

    /// <summary>Of the service, or of all of them.</summary>
    public IReadOnlyList<InstrumentSummary> Instruments { get; }

    /// <summary>Of the instrument that is chosen. Null when there is none.</summary>
    public MetricResult? Result { get; }

    public ImmutableArray<string> Instances => [.. Values(InstanceName)];

    private MetricQuery Query => new()
    {
        Service = Service,
        Meter = Meter,
        Instrument = Instrument ?? "",
        Instances = Instances,
        By = By is { } by ? [by] : [],
        Where = [.. _request.Query.Where(p => p.Key.StartsWith(DimensionPrefix, StringComparison.Ordinal))
            .SelectMany(p => p.Value.OfType<string>(), (p, value) => KeyValuePair.Create(p.Key[DimensionPrefix.Length..], value))],
        From = From,
        Until = Until,
        MaxSteps = IsTable ? 40 : Instruments.FirstOrDefault(i => i.Identity.Name == Instrument)?.Identity.IsDistribution == true ? 75 : 150,
    };

    /// <summary>Whether a value of an attribute is asked for.</summary>
    public bool IsChosen(string dimension, string value) => Values(DimensionPrefix + dimension).Contains(value);

    /// <summary>The last minutes of an instrument, for a small picture of it.</summary>
    public MetricResult? Preview(InstrumentIdentity identity, string? service) =>
        Store.Read(new() { Service = service, Meter = identity.Meter, Instrument = identity.Name, From = From, Until = Until, MaxSteps = 60 });

    public string Path => Service is null ? "/metrics" : PathOf(Service);

    public static string PathOf(string service) => "/metrics/resource/" + Uri.EscapeDataString(service);

    /// <summary>Address of an instrument in the same time and window.</summary>
    public string UrlOf(InstrumentIdentity identity, string? service = null) => QueryHelpers.AddQueryString(service is null ? Path : PathOf(service), Kept(
        (MeterName, identity.Meter), (InstrumentName, identity.Name), (QueryNames.Text, Search)));

    /// <summary>Address of the overview of a service in the same time and window.</summary>
    public string OverviewUrl(string? service) => QueryHelpers.AddQueryString(service is null ? "/metrics" : PathOf(service), Kept());

    /// <summary>A value of the address. Null when it is missing or empty.</summary>
    public string? Value(string name) => Values(name).FirstOrDefault();

    private IEnumerable<string> Values(string name) => _request.Query[name].OfType<string>().Where(v => v.Length > 0);

    private IEnumerable<KeyValuePair<string, string?>> Kept(params (string Name, string? Value)[] more) =>
        more.Append((QueryNames.Window, Value(QueryNames.Window))).Append((QueryNames.Until, Value(QueryNames.Until)))
            .Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => KeyValuePair.Create(p.Item1, p.Item2));
}
