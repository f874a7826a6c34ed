using System.Collections.Immutable;
using System.Globalization;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>Writes queries as <see cref="TelemetryQueryReader"/> reads them, so that a page links to its own view with one thing changed.</summary>
internal static class TelemetryQueryString
{
    public static QueryString Of(TraceQuery query)
    {
        List<KeyValuePair<string, string?>> values = [];
        Add(values, query.Resources, query.Text, query.Filters);
        Add(values, QueryNames.HasError, HasError(query.HasError));
        Add(values, QueryNames.MinDuration, query.MinDuration is { } min ? QueryDuration.Format(min) : null);
        Add(values, QueryNames.MaxDuration, query.MaxDuration is { } max ? QueryDuration.Format(max) : null);
        AddTimes(values, query.From, query.Until);
        return QueryString.Create(values);
    }

    public static QueryString Of(SpanQuery query)
    {
        List<KeyValuePair<string, string?>> values = [];
        Add(values, query.Resources, query.Text, query.Filters);
        Add(values, QueryNames.HasError, HasError(query.HasError));
        Add(values, QueryNames.TraceId, query.TraceId?.ToString());
        AddTimes(values, query.From, query.Until);
        AddPage(values, query.Skip, query.Take, new SpanQuery().Take);
        return QueryString.Create(values);
    }

    public static QueryString Of(LogQuery query)
    {
        List<KeyValuePair<string, string?>> values = [];
        Add(values, query.Resources, query.Text, query.Filters);
        Add(values, QueryNames.Severity, Severities.Name(query.MinSeverity));
        Add(values, QueryNames.TraceId, query.TraceId?.ToString());
        Add(values, QueryNames.SpanId, query.SpanId?.ToString());
        AddTimes(values, query.From, query.Until);
        AddPage(values, query.Skip, query.Take, new LogQuery().Take);
        return QueryString.Create(values);
    }

    /// <summary>A query string with one parameter changed; no values take it away.</summary>
    public static QueryString With(IQueryCollection query, string name, params IEnumerable<string> values) => QueryString.Create(
        query.Where(p => p.Key != name).SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value))
            .Concat(values.Select(value => KeyValuePair.Create<string, string?>(name, value))));

    private static void Add(List<KeyValuePair<string, string?>> values, ImmutableArray<string> resources, string? text, ImmutableArray<FieldFilter> filters)
    {
        foreach (var resource in resources)
            Add(values, QueryNames.Resource, resource);
        Add(values, QueryNames.Text, text);
        foreach (var filter in filters)
            Add(values, QueryNames.Filter, filter.ToString());
    }

    private static void AddTimes(List<KeyValuePair<string, string?>> values, long? from, long? until)
    {
        Add(values, QueryNames.From, from is { } start ? QueryTime.Format(start) : null);
        Add(values, QueryNames.Until, until is { } end ? QueryTime.Format(end) : null);
    }

    private static void AddPage(List<KeyValuePair<string, string?>> values, int skip, int take, int standard)
    {
        Add(values, QueryNames.Skip, skip == 0 ? null : skip.ToString(CultureInfo.InvariantCulture));
        Add(values, QueryNames.Limit, take == standard ? null : take.ToString(CultureInfo.InvariantCulture));
    }

    private static string? HasError(bool? hasError) => hasError switch { true => "true", false => "false", null => null };

    private static void Add(List<KeyValuePair<string, string?>> values, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            values.Add(new(name, value));
    }
}
