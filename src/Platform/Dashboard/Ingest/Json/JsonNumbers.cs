using System.Buffers.Text;
using System.Text.Json;

namespace OtelShop.Dashboard.Ingest.Json;

/// <summary>Numbers as Protocol Buffers' JSON has them: as numbers or as texts, whole ones also as 1.0 or 1e3.</summary>
internal static class JsonNumbers
{
    public static bool TryReadInt64(ref Utf8JsonReader json, out long number)
    {
        var text = Digits(ref json);
        if (Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && used > 0)
            return true;
        var isWhole = TryReadWhole(text, out var whole) && whole is >= long.MinValue and <= long.MaxValue;
        number = isWhole ? (long)whole : 0;
        return isWhole;
    }

    public static bool TryReadUInt64(ref Utf8JsonReader json, out ulong number)
    {
        var text = Digits(ref json);
        if (Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && used > 0)
            return true;
        var isWhole = TryReadWhole(text, out var whole) && whole is >= ulong.MinValue and <= ulong.MaxValue;
        number = isWhole ? (ulong)whole : 0;
        return isWhole;
    }

    public static bool TryReadDouble(ref Utf8JsonReader json, out double number)
    {
        number = 0;
        if (json.TokenType == JsonTokenType.String)
        {
            if (json.ValueTextEquals("NaN"u8))
                number = double.NaN;
            else if (json.ValueTextEquals("Infinity"u8))
                number = double.PositiveInfinity;
            else if (json.ValueTextEquals("-Infinity"u8))
                number = double.NegativeInfinity;
            if (number != 0)
                return true;
        }

        var text = Digits(ref json);
        return Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && used > 0 && double.IsFinite(number);
    }

    // Empty, which is no number, where the token is neither a number nor a text that could hold one.
    private static ReadOnlySpan<byte> Digits(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Number || (json.TokenType == JsonTokenType.String && !json.ValueIsEscaped) ? json.ValueSpan : default;

    private static bool TryReadWhole(ReadOnlySpan<byte> text, out decimal number) =>
        Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && decimal.IsInteger(number);
}
