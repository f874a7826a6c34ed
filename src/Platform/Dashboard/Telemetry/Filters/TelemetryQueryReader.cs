using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>Reads queries from a query string. What it cannot read it leaves out and complains about.</summary>
internal sealed class TelemetryQueryReader(IQueryCollection query)
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 10_000;

    private readonly List<string> _complaints = [];

    private delegate bool Parse<T>(string text, out T value);

    /// <summary>One sentence for each value that could not be read by now.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public int Skip => Read(QueryNames.Skip, "a whole number from 0", (string text, out int value) => Number(text, 0, int.MaxValue, out value)) ?? 0;

    public TimeSpan? Window => Duration(QueryNames.Window);

    public long? Until => Time(QueryNames.Until);

    public TraceQuery Traces() => new()
    {
        Resources = Resources(),
        Text = Text(),
        HasError = HasError(),
        MinDuration = Duration(QueryNames.MinDuration),
        MaxDuration = Duration(QueryNames.MaxDuration),
        Filters = Filters(),
        From = Time(QueryNames.From),
        Until = Until,
    };

    public SpanQuery Spans() => new()
    {
        Resources = Resources(),
        TraceId = TraceId(),
        Text = Text(),
        HasError = HasError(),
        Filters = Filters(),
        From = Time(QueryNames.From),
        Until = Until,
        Skip = Skip,
        Take = Limit(),
    };

    public LogQuery Logs() => new()
    {
        Resources = Resources(),
        MinSeverity = Read<SeverityNumber>(QueryNames.Severity, $"one of {Severities.All}", Severities.TryParse) ?? default,
        Text = Text(),
        TraceId = TraceId(),
        SpanId = Read<SpanId>(QueryNames.SpanId, "16 hexadecimal digits", Telemetry.SpanId.TryParse),
        Filters = Filters(),
        From = Time(QueryNames.From),
        Until = Until,
        Skip = Skip,
        Take = Limit(),
    };

    /// <summary>How many to show: from 1 to 10,000.</summary>
    public int Limit(int standard = DefaultLimit) =>
        Read(QueryNames.Limit, $"a whole number from 1 to {MaxLimit}", (string text, out int value) => Number(text, 1, MaxLimit, out value)) ?? standard;

    private static bool Number(string text, int least, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;

    private ImmutableArray<string> Resources() => [.. Values(QueryNames.Resource).Distinct(StringComparer.Ordinal)];

    private string? Text() => Values(QueryNames.Text).FirstOrDefault();

    private bool? HasError() => Read<bool>(QueryNames.HasError, "true or false", bool.TryParse);

    private TraceId? TraceId() => Read<TraceId>(QueryNames.TraceId, "32 hexadecimal digits", Telemetry.TraceId.TryParse);

    private TimeSpan? Duration(string name) => Read<TimeSpan>(name, "a duration such as 250ms, 1.5s or 2m", QueryDuration.TryParse);

    private long? Time(string name) => Read<long>(name, "a time: Unix nanoseconds or RFC 3339", QueryTime.TryParse);

    private ImmutableArray<FieldFilter> Filters()
    {
        var filters = ImmutableArray.CreateBuilder<FieldFilter>();
        foreach (var text in Values(QueryNames.Filter))
        {
            if (FieldFilter.TryParse(text, out var filter))
                filters.Add(filter);
            else
                Complain(QueryNames.Filter, text, $"field:op:value with op one of {FilterOperators.All}");
        }

        return filters.ToImmutable();
    }

    private T? Read<T>(string name, string expected, Parse<T> parse)
        where T : struct
    {
        if (Values(name).FirstOrDefault() is not { } text)
            return null;
        if (parse(text, out var value))
            return value;
        Complain(name, text, expected);
        return null;
    }

    // A form sends its empty fields too: they mean nothing.
    private IEnumerable<string> Values(string name) =>
        query.TryGetValue(name, out StringValues values) ? values.OfType<string>().Where(v => v.Length > 0) : [];

    private void Complain(string name, string text, string expected)
    {
        var complaint = $"{name}: '{text}' is not {expected}.";
        if (!_complaints.Contains(complaint))
            _complaints.Add(complaint);
    }
}
