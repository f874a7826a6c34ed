using Google.Protobuf;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using static OpenTelemetry.Proto.Common.V1.AnyValue;

namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>Cuts a request to what is kept. Rarely needed, so it may take its time: the request becomes objects and bytes again, which also mends what is no UTF-8.</summary>
internal sealed class TelemetryCutter(TelemetryLimitOptions limits)
{
    /// <param name="tracesData">A request that was checked.</param>
    public byte[] CutTraces(ReadOnlySpan<byte> tracesData)
    {
        var data = TracesData.Parser.ParseFrom(tracesData);
        foreach (var byResource in data.ResourceSpans)
        {
            Cut(byResource.Resource);
            foreach (var byScope in byResource.ScopeSpans)
            {
                Cut(byScope.Scope);
                foreach (var span in byScope.Spans)
                    Cut(span);
            }
        }

        return data.ToByteArray();
    }

    /// <param name="logsData">A request that was checked.</param>
    public byte[] CutLogs(ReadOnlySpan<byte> logsData)
    {
        var data = LogsData.Parser.ParseFrom(logsData);
        foreach (var byResource in data.ResourceLogs)
        {
            Cut(byResource.Resource);
            foreach (var byScope in byResource.ScopeLogs)
            {
                Cut(byScope.Scope);
                foreach (var record in byScope.LogRecords)
                    Cut(record);
            }
        }

        return data.ToByteArray();
    }

    private void Cut(Resource? resource)
    {
        if (resource is not null)
            resource.DroppedAttributesCount += Cut(resource.Attributes);
    }

    private void Cut(InstrumentationScope? scope)
    {
        if (scope is null)
            return;
        scope.Name = Cut(scope.Name);
        scope.Version = Cut(scope.Version);
        scope.DroppedAttributesCount += Cut(scope.Attributes);
    }

    private void Cut(Span span)
    {
        span.Name = Cut(span.Name);
        span.TraceState = Cut(span.TraceState);
        span.DroppedAttributesCount += Cut(span.Attributes);
        if (span.Status is { } status)
            status.Message = Cut(status.Message);
        span.DroppedEventsCount += CutList(span.Events, limits.MaxSpanEventCount);
        foreach (var happened in span.Events)
        {
            happened.Name = Cut(happened.Name);
            happened.DroppedAttributesCount += Cut(happened.Attributes);
        }

        foreach (var link in span.Links)
        {
            link.TraceState = Cut(link.TraceState);
            link.DroppedAttributesCount += Cut(link.Attributes);
        }
    }

    private void Cut(LogRecord record)
    {
        record.SeverityText = Cut(record.SeverityText);
        record.EventName = Cut(record.EventName);
        record.DroppedAttributesCount += Cut(record.Attributes);
        Cut(record.Body);
    }

    private uint Cut(RepeatedField<KeyValue> attributes)
    {
        var dropped = CutList(attributes, limits.MaxAttributeCount);
        CutValues(attributes);
        return dropped;
    }

    private void CutValues(RepeatedField<KeyValue> pairs)
    {
        foreach (var pair in pairs)
        {
            pair.Key = Cut(pair.Key);
            Cut(pair.Value);
        }
    }

    private void Cut(AnyValue? value)
    {
        switch (value?.ValueCase)
        {
            case ValueOneofCase.StringValue:
                value.StringValue = Cut(value.StringValue);
                break;
            case ValueOneofCase.BytesValue when value.BytesValue.Length > limits.MaxAttributeLength:
                value.BytesValue = ByteString.CopyFrom(value.BytesValue.Span[..limits.MaxAttributeLength]);
                break;
            case ValueOneofCase.ArrayValue:
                foreach (var item in value.ArrayValue.Values)
                    Cut(item);
                break;
            case ValueOneofCase.KvlistValue:
                CutValues(value.KvlistValue.Values);
                break;
            default:
                break;
        }
    }

    private static uint CutList<T>(RepeatedField<T> list, int most)
    {
        var dropped = Math.Max(0, list.Count - most);
        for (var i = 0; i < dropped; i++)
            list.RemoveAt(list.Count - 1);
        return (uint)dropped;
    }

    private string Cut(string text)
    {
        if (text.Length <= limits.MaxAttributeLength)
            return text;
        // Half of a surrogate pair is no text.
        var splits = limits.MaxAttributeLength > 0 && char.IsHighSurrogate(text[limits.MaxAttributeLength - 1]);
        return text[..(limits.MaxAttributeLength - (splits ? 1 : 0))];
    }
}
