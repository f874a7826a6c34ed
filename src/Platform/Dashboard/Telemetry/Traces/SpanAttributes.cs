using System.Text;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>The attributes of a span, read only when asked for.</summary>
internal readonly ref struct SpanAttributes(ReadOnlySpan<byte> span)
{
    private const int ShortKey = 128;

    private readonly ReadOnlySpan<byte> _span = span;

    /// <summary>An attribute as text. Null when the span does not have it.</summary>
    public string? Text(string key)
    {
        if (key.Length > ShortKey)
            return Text(Encoding.UTF8.GetBytes(key));
        Span<byte> utf8 = stackalloc byte[3 * ShortKey];
        return Text(utf8[..Encoding.UTF8.GetBytes(key, utf8)]);
    }

    /// <summary>An attribute as text, by its key in UTF-8. Null when the span does not have it.</summary>
    public string? Text(scoped ReadOnlySpan<byte> key) => TryGet(key, out var value) ? value.ToString() : null;

    public bool TryGet(scoped ReadOnlySpan<byte> key, out RawAnyValue value)
    {
        var found = AttributeReader.TryFind(_span, WireSchema.SpanAttributes, key, out var bytes);
        value = new(bytes);
        return found;
    }
}
