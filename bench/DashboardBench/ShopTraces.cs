using System.Buffers.Binary;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace OtelShop.Bench.DashboardBench;

/// <summary>Traces over several services that differ as those of a shop do: when they began, how long they took, what failed. The same ones in every run.</summary>
internal sealed class ShopTraces(DateTimeOffset until)
{
    /// <summary>Of every trace but the long one.</summary>
    public const int Spans = 20;

    private const int TracesPerRequest = 50;
    private const double ErrorShare = 0.03;
    private static readonly TimeSpan Span = TimeSpan.FromHours(1);
    private static readonly string[] Services =
        ["load-generator", "frontend-proxy", "frontend", "checkout", "cart", "product-catalog", "currency", "payment", "shipping", "quote"];

    private readonly Random _random = new(7);
    private readonly long _until = until.ToUnixTimeMilliseconds() * 1_000_000;

    /// <summary>Requests that carry so many traces, spread over the last hour.</summary>
    public IEnumerable<byte[]> Requests(int traces)
    {
        for (var first = 1; first <= traces; first += TracesPerRequest)
        {
            var scopes = Scopes();
            for (var number = first; number < Math.Min(first + TracesPerRequest, traces + 1); number++)
            {
                // Most traces are short; a few take a thousand times as long (log-normal, as latencies are).
                var duration = 40e6 * Math.Exp(1.1 * (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 1.5) * 2);
                AddTrace(scopes, (ulong)number, _until - (long)(_random.NextDouble() * Span.TotalNanoseconds) - (long)duration, duration, Spans, 2);
            }

            yield return Request(scopes);
        }
    }

    /// <summary>A request with one trace, which began a minute ago.</summary>
    public byte[] OneTrace(ulong number, int spans)
    {
        var scopes = Scopes();
        AddTrace(scopes, number, _until - 60_000_000_000, 2e9, spans, 4);
        return Request(scopes);
    }

    public static string IdOf(ulong number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    private void AddTrace(ScopeSpans[] scopes, ulong trace, long start, double duration, int spans, int children)
    {
        var hasFailed = _random.NextDouble() < ErrorShare;
        var places = new (double Start, double Length)[spans];
        for (var n = 0; n < spans; n++)
        {
            var parent = n == 0 ? (Start: 0, Length: 1) : places[(n - 1) / children];
            // Children begin one after another and end before their parent.
            var slot = n == 0 ? 0 : (n - 1) % children;
            places[n] = n == 0 ? parent : (parent.Start + (parent.Length * (0.05 + (0.9 * slot / children))), parent.Length * (0.3 + (0.55 * _random.NextDouble())) / children);
            var began = start + (long)(duration * places[n].Start);
            scopes[n == 0 ? 0 : 1 + (n % (Services.Length - 1))].Spans.Add(SpanOf(trace, n, (n - 1) / children, began, began + Math.Max(1, (long)(duration * places[n].Length)), hasFailed && n < 4));
        }
    }

    private Span SpanOf(ulong trace, int n, int parent, long start, long end, bool isError) => new()
    {
        TraceId = Id(16, trace),
        SpanId = Id(8, (trace << 20) + (ulong)n + 1),
        ParentSpanId = n == 0 ? ByteString.Empty : Id(8, (trace << 20) + (ulong)parent + 1),
        Name = n == 0 ? "user visits a page" : $"oteldemo.CartService/Method{n % 12}",
        Kind = n % 2 == 0 ? OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind.Client : OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind.Server,
        StartTimeUnixNano = (ulong)start,
        EndTimeUnixNano = (ulong)end,
        Status = isError ? new() { Code = Status.Types.StatusCode.Error, Message = "card declined" } : null,
        Attributes =
        {
            Text("rpc.system", "grpc"), Text("rpc.service", "oteldemo.CartService"), Text("rpc.method", "AddItem"), Number("rpc.grpc.status_code", isError ? 2 : 0),
            Text("server.address", "cart.shop.internal"), Number("server.port", 8080), Text("demo.user.currency", _random.Next(7) == 0 ? "EUR" : "USD"), Number("thread.id", _random.Next(64)),
        },
    };

    private static ByteString Id(int length, ulong value)
    {
        var bytes = new byte[length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(length - sizeof(ulong)), value);
        return ByteString.CopyFrom(bytes);
    }

    private static ScopeSpans[] Scopes() => [.. Services.Select(_ => new ScopeSpans { Scope = new() { Name = "Microsoft.AspNetCore" } })];

    private static byte[] Request(ScopeSpans[] scopes)
    {
        var data = new TracesData();
        foreach (var (service, scope) in Services.Zip(scopes))
        {
            var resource = new OpenTelemetry.Proto.Resource.V1.Resource { Attributes = { Text("service.name", service), Text("service.instance.id", service + "-1"), Text("telemetry.sdk.language", "dotnet") } };
            data.ResourceSpans.Add(new ResourceSpans { Resource = resource, ScopeSpans = { scope } });
        }

        return data.ToByteArray();
    }

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new() { StringValue = value } };

    private static KeyValue Number(string key, long value) => new() { Key = key, Value = new() { IntValue = value } };
}
