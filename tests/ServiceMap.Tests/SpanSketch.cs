using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OtelShop.ServiceMap.Spans;

namespace OtelShop.ServiceMap.Tests;

/// <summary>A span as the dashboard streams it.</summary>
internal sealed record SpanSketch(string Service, string Name, SpanKind Kind, ulong Id, ulong Parent = 0)
{
    public ulong Trace { get; init; } = 1;

    public DateTimeOffset End { get; init; } = Shop.Start;

    public double Milliseconds { get; init; } = 10;

    public bool IsError { get; init; }

    public string Instance { get; init; } = "1";

    /// <summary>Such as <c>db.system.name=postgresql;db.namespace=catalog</c>.</summary>
    public string Attributes { get; init; } = "";

    public string Line()
    {
        var end = (End - DateTimeOffset.UnixEpoch).Ticks * 100;
        var span = new JsonObject
        {
            ["traceId"] = $"{Trace:x32}",
            ["spanId"] = $"{Id:x16}",
            ["name"] = Name,
            ["kind"] = (int)Kind,
            ["startTimeUnixNano"] = $"{end - (long)(Milliseconds * 1e6)}",
            ["endTimeUnixNano"] = $"{end}",
            ["attributes"] = List(Attributes),
            ["status"] = IsError ? new JsonObject { ["code"] = 2 } : [],
        };
        if (Parent != 0)
            span["parentSpanId"] = $"{Parent:x16}";
        return new JsonObject
        {
            ["resourceSpans"] = new JsonArray(new JsonObject
            {
                ["resource"] = new JsonObject { ["attributes"] = List($"service.name={Service};service.instance.id={Instance}") },
                ["scopeSpans"] = new JsonArray(new JsonObject { ["spans"] = new JsonArray(span) }),
            }),
        }.ToJsonString(new JsonSerializerOptions());
    }

    /// <summary>What the map takes from the line: nothing when it leaves the span out.</summary>
    public IReadOnlyList<SpanRecord> Read(ServiceMapOptions? options = null)
    {
        List<SpanRecord> calls = [];
        Assert.True(new SpanReader(options ?? new()).TryRead(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(Line())), calls));
        return calls;
    }

    private static JsonArray List(string attributes) => [.. attributes.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair =>
        (JsonNode)new JsonObject { ["key"] = pair[0], ["value"] = new JsonObject { ["stringValue"] = pair[1] } })];
}
