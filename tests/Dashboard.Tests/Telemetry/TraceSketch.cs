using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace OtelShop.Dashboard.Tests.Telemetry;

/// <summary>A trace in a few lines: spans by their times in milliseconds after its start.</summary>
internal sealed class TraceSketch(ulong id, long startUnixNanoseconds)
{
    private const long Millisecond = 1_000_000;
    private readonly List<(string Service, Span Span)> _spans = [];

    /// <summary>As everybody writes it.</summary>
    public string TraceId => $"{0:x16}{id:x16}";

    public TracesData Data => Of(_spans);

    public byte[] Bytes => Data.ToByteArray();

    /// <param name="service">Who sends it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="spanId">Its id.</param>
    /// <param name="parentId">0 for a root.</param>
    /// <param name="from">Milliseconds after the trace's start.</param>
    /// <param name="until">Milliseconds after the trace's start.</param>
    /// <param name="change">Adds what else it has.</param>
    public TraceSketch Span(string service, string name, ulong spanId, ulong parentId, double from, double until, Action<Span>? change = null)
    {
        var span = new Span
        {
            TraceId = Bytes16(id),
            SpanId = Bytes8(spanId),
            ParentSpanId = parentId == 0 ? ByteString.Empty : Bytes8(parentId),
            Name = name,
            Kind = OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind.Server,
            StartTimeUnixNano = (ulong)(startUnixNanoseconds + (long)(from * Millisecond)),
            EndTimeUnixNano = (ulong)(startUnixNanoseconds + (long)(until * Millisecond)),
        };
        change?.Invoke(span);
        _spans.Add((service, span));
        return this;
    }

    public static KeyValue Attribute(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    public static ByteString Bytes8(ulong value)
    {
        var bytes = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return ByteString.CopyFrom(bytes);
    }

    public static ByteString Bytes16(ulong value) => ByteString.CopyFrom([.. new byte[8], .. Bytes8(value)]);

    private static TracesData Of(IEnumerable<(string Service, Span Span)> spans)
    {
        var data = new TracesData();
        foreach (var service in spans.GroupBy(s => s.Service))
        {
            var scope = new ScopeSpans { Scope = new InstrumentationScope { Name = "Microsoft.AspNetCore" }, Spans = { service.Select(s => s.Span) } };
            var resource = new Resource { Attributes = { Attribute("service.name", service.Key), Attribute("service.instance.id", service.Key + "-1") } };
            data.ResourceSpans.Add(new ResourceSpans { Resource = resource, ScopeSpans = { scope } });
        }

        return data;
    }
}
