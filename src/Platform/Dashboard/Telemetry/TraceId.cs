using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OtelShop.Dashboard.Telemetry;

/// <summary>16 bytes, written as 32 lower-case hexadecimal digits (W3C Trace Context). All zero means none.</summary>
public readonly record struct TraceId(UInt128 Value)
{
    public const int Length = 16;

    public bool IsNone => Value == 0;

    /// <summary>None where the bytes are not as many as an id has.</summary>
    public static TraceId Read(ReadOnlySpan<byte> bytes) => bytes.Length == Length ? new(BinaryPrimitives.ReadUInt128BigEndian(bytes)) : default;

    public static bool TryParse([NotNullWhen(true)] string? text, out TraceId id)
    {
        var isId = text?.Length == 2 * Length & UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        id = isId ? new(value) : default;
        return isId;
    }

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
