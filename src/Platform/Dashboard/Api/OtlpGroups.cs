using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Api;

/// <summary>Puts spans and log records below their resource and scope again, as OTLP has them.</summary>
internal static class OtlpGroups
{
    public static TracesData Of(IEnumerable<SpanDetail> spans)
    {
        var data = new TracesData();
        foreach (var byResource in spans.GroupBy(s => s.Entry.Resource))
        {
            var group = new ResourceSpans { Resource = byResource.Key.Attributes };
            foreach (var byScope in byResource.GroupBy(s => s.Entry.Origin))
                group.ScopeSpans.Add(new ScopeSpans { Scope = ScopeOf(byScope.Key), Spans = { byScope.Select(s => s.Span) } });
            data.ResourceSpans.Add(group);
        }

        return data;
    }

    public static LogsData Of(IEnumerable<LogDetail> records)
    {
        var data = new LogsData();
        foreach (var byResource in records.GroupBy(r => r.Entry.Resource))
        {
            var group = new ResourceLogs { Resource = byResource.Key.Attributes };
            foreach (var byScope in byResource.GroupBy(r => r.Entry.Origin))
                group.ScopeLogs.Add(new ScopeLogs { Scope = ScopeOf(byScope.Key), LogRecords = { byScope.Select(r => r.Record) } });
            data.ResourceLogs.Add(group);
        }

        return data;
    }

    private static InstrumentationScope? ScopeOf(TelemetryScope? origin) => origin is null ? null : InstrumentationScope.Parser.ParseFrom(origin.Bytes);
}
