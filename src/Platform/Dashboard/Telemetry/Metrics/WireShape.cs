using Google.Protobuf;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Which fields of a message are messages themselves: enough to know that bytes can be read to their end before anything is kept of them.</summary>
internal sealed class WireShape
{
    // Google.Protobuf reads messages 100 deep.
    private const int MaxDepth = 90;

    private readonly WireShape?[] _fields = new WireShape?[16];
    private readonly bool _isVarints;
    private readonly bool _isFixed64s;

    private WireShape(bool isVarints = false, bool isFixed64s = false)
    {
        _isVarints = isVarints;
        _isFixed64s = isFixed64s;
    }

    public static WireShape MetricsData { get; } = Build();

    /// <exception cref="InvalidProtocolBufferException">The bytes are not of this shape.</exception>
    public void Check(ReadOnlySpan<byte> message) => Check(message, 0);

    private void Check(ReadOnlySpan<byte> message, int depth)
    {
        if (_isFixed64s && message.Length % sizeof(ulong) != 0)
            Malformed.Throw();
        for (var rest = message; _isVarints && rest.Length > 0;)
            PackedCounts.Next(ref rest);
        if (_isVarints || _isFixed64s)
            return;
        if (depth > MaxDepth)
            Malformed.Throw();
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Type == WireType.Bytes && reader.Field < _fields.Length && _fields[reader.Field] is { } child)
                child.Check(reader.Bytes, depth + 1);
        }
    }

    private WireShape With(int field, WireShape shape)
    {
        _fields[field] = shape;
        return this;
    }

    private static WireShape Build()
    {
        WireShape varints = new(isVarints: true), fixed64s = new(isFixed64s: true), value = new(), pair = new WireShape().With(2, value);
        value.With(5, new WireShape().With(1, value)).With(6, new WireShape().With(1, pair));
        var exemplar = new WireShape().With(7, pair);
        var numbers = new WireShape().With(1, new WireShape().With(7, pair).With(5, exemplar));
        var histograms = new WireShape().With(1, new WireShape().With(9, pair).With(6, fixed64s).With(7, fixed64s).With(8, exemplar));
        var buckets = new WireShape().With(2, varints);
        var exponentials = new WireShape().With(1, new WireShape().With(1, pair).With(8, buckets).With(9, buckets).With(11, exemplar));
        var summaries = new WireShape().With(1, new WireShape().With(7, pair).With(6, new()));
        var metric = new WireShape().With(5, numbers).With(7, numbers).With(9, histograms).With(10, exponentials).With(11, summaries).With(12, pair);
        var byScope = new WireShape().With(1, new WireShape().With(3, pair)).With(2, metric);
        return new WireShape().With(1, new WireShape().With(1, new WireShape().With(1, pair)).With(2, byScope));
    }
}
