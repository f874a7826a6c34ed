using System.Globalization;
using System.Text;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>A filter's condition, ready to be put to many values. For one query at a time: it has a buffer of its own.</summary>
internal sealed class FieldTest
{
    private readonly FilterCondition _condition;
    private readonly bool _negated;
    private readonly string _text;
    private readonly double? _number;
    private readonly long? _integer;
    private char[] _buffer = new char[256];

    public FieldTest(FieldFilter filter)
    {
        // The negative conditions are the positive ones turned round: so they hold where the field is missing.
        (_condition, _negated) = filter.Condition switch
        {
            FilterCondition.NotEquals => (FilterCondition.Equals, true),
            FilterCondition.NotContains => (FilterCondition.Contains, true),
            FilterCondition.NotExists => (FilterCondition.Exists, true),
            var positive => (positive, false),
        };
        _text = filter.Value;
        _number = ParseNumber(_text);
        _integer = long.TryParse(_text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? integer : null;
    }

    public bool OfMissing => _negated;

    public bool OfText(ReadOnlySpan<char> text) => _negated != _condition switch
    {
        FilterCondition.Exists => true,
        FilterCondition.Contains => text.Contains(_text, StringComparison.OrdinalIgnoreCase),
        FilterCondition.Equals => text.Equals(_text, StringComparison.OrdinalIgnoreCase),
        _ => Ordered(_number is { } number && ParseNumber(text) is { } value
            ? value.CompareTo(number)
            : text.CompareTo(_text, StringComparison.OrdinalIgnoreCase)),
    };

    public bool OfUtf8(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > _buffer.Length)
            _buffer = new char[utf8.Length];
        return OfText(_buffer.AsSpan(0, Encoding.UTF8.GetChars(utf8, _buffer)));
    }

    public bool OfNumber(double value) => _number is { } number && _condition is not (FilterCondition.Contains or FilterCondition.Exists)
        ? _negated != (_condition == FilterCondition.Equals ? value == number : !double.IsNaN(value) && Ordered(value.CompareTo(number)))
        : OfFormatted(value);

    public bool OfInteger(long value) => _integer is { } integer && _condition is not (FilterCondition.Contains or FilterCondition.Exists)
        ? _negated != (_condition == FilterCondition.Equals ? value == integer : Ordered(value.CompareTo(integer)))
        : _number is null || _condition == FilterCondition.Contains ? OfFormatted(value) : OfNumber(value);

    public bool OfAnyValue(ReadOnlySpan<byte> anyValue)
    {
        var value = new RawAnyValue(anyValue);
        return value.IsString ? OfUtf8(value.Utf8)
            : value.IsInteger ? OfInteger(value.Integer)
            : value.IsDouble ? OfNumber(value.Double)
            : OfText(value.ToString());
    }

    private static double? ParseNumber(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool OfFormatted<T>(T value)
        where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[64];
        return value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture) && OfText(text[..length]);
    }

    private bool Ordered(int comparison) => _condition switch
    {
        FilterCondition.GreaterThan => comparison > 0,
        FilterCondition.GreaterThanOrEqual => comparison >= 0,
        FilterCondition.LessThan => comparison < 0,
        FilterCondition.LessThanOrEqual => comparison <= 0,
        _ => false,
    };
}
