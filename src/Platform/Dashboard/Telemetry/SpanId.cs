using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OtelShop.Dashboard.Telemetry;

/// <summary>8 bytes, written as 16 lower-case hexadecimal digits (W3C Trace Context). All zero means none.</summary>
public readonly record struct SpanId(ulong Value)
{
    public const int Length = 8;

    public bool IsNone => Value == 0;

    /// <summary>None where the bytes are not as many as an id has.</summary>
    public static SpanId Read(ReadOnlySpan<byte> bytes) => bytes.Length == Length ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : default;

    public static bool TryParse([NotNullWhen(true)] string? text, out SpanId id)
    {
        var isId = text?.Length == 2 * Length & ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        id = isId ? new(value) : default;
        return isId;
    }

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
