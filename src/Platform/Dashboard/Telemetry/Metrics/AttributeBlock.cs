using System.Collections.Immutable;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>The attributes of a series as bytes: a KeyValueList.</summary>
internal static class AttributeBlock
{
    public const string OverflowKey = "otel.metric.overflow";

    /// <summary>Keys and values as text, by key. Of a key that is there twice, the first.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Read(ReadOnlySpan<byte> block)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Parse(block))
            attributes.TryAdd(pair.Key, AnyValueText.Of(pair.Value));
        return [.. attributes];
    }

    public static IReadOnlyList<KeyValue> Parse(ReadOnlySpan<byte> block) => KeyValueList.Parser.ParseFrom(block).Values;

    /// <summary>The same attributes in the order of their keys, and no more and no longer ones than allowed.</summary>
    public static byte[] Normalize(ReadOnlySpan<byte> block, int maxCount, int maxLength)
    {
        var kept = new KeyValueList();
        foreach (var pair in Parse(block).OrderBy(p => p.Key, StringComparer.Ordinal).Take(maxCount))
        {
            if (pair.Key.Length > maxLength)
                pair.Key = pair.Key[..maxLength];
            if (pair.Value is { HasStringValue: true } value && value.StringValue.Length > maxLength)
                value.StringValue = value.StringValue[..maxLength];
            else if (pair.CalculateSize() > maxLength * 4L)
                pair.Value = new AnyValue { StringValue = "…" };
            kept.Values.Add(pair);
        }

        return kept.ToByteArray();
    }
}
