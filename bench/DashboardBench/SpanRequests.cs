using System.Buffers.Binary;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace OtelShop.Bench.DashboardBench;

/// <summary>Requests of one service, each with other ids and times: made once, then changed where they differ.</summary>
internal sealed class SpanRequests
{
    public const int SpansPerTrace = 20;

    private const long Noon = 1_780_000_000_000_000_000;
    private const ulong IdMark = 0xA5A5_5A5A_C3C3_3C3C;

    private readonly byte[] _request;
    private readonly List<int> _marks = [];
    private ulong _lastId;

    public SpanRequests(string service, int spans)
    {
        var scope = new ScopeSpans { Scope = new() { Name = "Microsoft.AspNetCore" } };
        for (var n = 0; n < spans; n++)
            scope.Spans.Add(SpanOf(n));
        var resource = new OpenTelemetry.Proto.Resource.V1.Resource
        {
            Attributes = { Text("service.name", service), Text("service.instance.id", $"{service}-7c9f"), Text("telemetry.sdk.name", "opentelemetry"), Text("telemetry.sdk.language", "dotnet") },
        };
        _request = new TracesData { ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { scope } } } }.ToByteArray();
        Span<byte> mark = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(mark, IdMark);
        for (var at = 0; at <= _request.Length - mark.Length; at++)
        {
            if (_request.AsSpan(at).StartsWith(mark))
                _marks.Add(at);
        }

        Spans = spans;
    }

    public int Spans { get; }

    public int Length => _request.Length;

    /// <summary>Every id of a service begins with its number, so that services do not meet.</summary>
    public ulong Number { get; init; }

    /// <summary>All spans in one trace, not twenty in each.</summary>
    public bool OneTrace { get; init; }

    /// <summary>The next request, valid until the one after it.</summary>
    public byte[] Next()
    {
        // Two marks in each span: the end of its trace's id, and its own.
        for (var n = 0; n < _marks.Count; n += 2)
        {
            var id = ++_lastId;
            BinaryPrimitives.WriteUInt64BigEndian(_request.AsSpan(_marks[n]), (Number << 48) + (OneTrace ? 1 : (id - 1) / SpansPerTrace + 1));
            BinaryPrimitives.WriteUInt64BigEndian(_request.AsSpan(_marks[n + 1]), (Number << 48) + id);
        }

        return _request;
    }

    private static Span SpanOf(int n)
    {
        var mark = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(mark, IdMark);
        return new()
        {
            TraceId = ByteString.CopyFrom([.. new byte[8], .. mark]),
            SpanId = ByteString.CopyFrom(mark),
            ParentSpanId = n % SpansPerTrace == 0 ? ByteString.Empty : ByteString.CopyFrom(0, 0, 0, 0, 0, 0, 0, 1),
            Name = $"oteldemo.CartService/Method{n % 12}",
            Kind = Span.Types.SpanKind.Server,
            StartTimeUnixNano = (ulong)(Noon + n * 1_000_000L),
            EndTimeUnixNano = (ulong)(Noon + n * 1_000_000L + 350_000),
            Attributes =
            {
                Text("rpc.system", "grpc"), Text("rpc.service", "oteldemo.CartService"), Text("rpc.method", "AddItem"), Number64("rpc.grpc.status_code", 0),
                Text("server.address", "cart.shop.internal"), Number64("server.port", 8080), Text("demo.user.currency", n % 7 == 0 ? "EUR" : "USD"), Number64("thread.id", n),
            },
        };
    }

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new() { StringValue = value } };

    private static KeyValue Number64(string key, long value) => new() { Key = key, Value = new() { IntValue = value } };
}
