using System.Buffers;
using System.Globalization;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>Numbers as JavaScript reads and writes them, since the targeting language is defined by JavaScript's conversions.</summary>
internal static class JsNumber
{
    private static readonly SearchValues<char> DecimalCharacters = SearchValues.Create("0123456789+-.eE");

    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The number that the text is, 0 for blank text, NaN when it is none.</summary>
    public static double Parse(string text)
    {
        var digits = text.AsSpan().Trim().Trim('\uFEFF').Trim();
        if (digits.IsEmpty)
            return 0;
        if (digits.Length > 2 && digits[0] == '0' && char.ToLowerInvariant(digits[1]) is 'x' or 'o' or 'b')
            return ParseRadix(digits[2..], char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'o' => 8, _ => 2 });
        var unsigned = digits[0] is '+' or '-' ? digits[1..] : digits;
        if (unsigned.SequenceEqual("Infinity"))
            return digits[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        if (digits.ContainsAnyExcept(DecimalCharacters))
            return double.NaN;
        return double.TryParse(digits, Decimal, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    /// <summary>The shortest text that reads back as the number: plain digits from 1e-6 up to 1e21, otherwise with an exponent.</summary>
    public static string Format(double number)
    {
        if (double.IsNaN(number))
            return "NaN";
        if (double.IsInfinity(number))
            return number > 0 ? "Infinity" : "-Infinity";
        if (number == 0)
            return "0";
        if (double.IsInteger(number) && Math.Abs(number) < 1L << 53)
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        var (digits, point) = Shortest(Math.Abs(number));
        return (number < 0 ? "-" : "") + Layout(digits, point);
    }

    private static double ParseRadix(ReadOnlySpan<char> digits, int radix)
    {
        double number = 0;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                return double.NaN;
            number = number * radix + digit;
        }

        return number;
    }

    /// <summary>The significant digits and where the point is: 0.<c>digits</c> times ten to the power of <c>point</c>.</summary>
    private static (string Digits, int Point) Shortest(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = pointAt < 0 ? mantissa : mantissa[..pointAt];
        var all = pointAt < 0 ? whole : whole + mantissa[(pointAt + 1)..];
        var significant = all.TrimStart('0');
        return (significant.TrimEnd('0'), whole.Length + exponent - (all.Length - significant.Length));
    }

    private static string Layout(string digits, int point)
    {
        if (point is > 0 and <= 21)
            return digits.Length <= point ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}";
        if (point is > -6 and <= 0)
            return $"0.{new string('0', -point)}{digits}";
        var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        return $"{digits[0]}{fraction}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture)}";
    }
}
