namespace OtelShop.Dashboard.ConsoleLogs;

/// <summary>Reads what "select graphic rendition" (CSI … m) asks for. ECMA-48 8.3.117, colours after ITU T.416.</summary>
internal static class AnsiSelection
{
    private const int MostParameters = 64;

    public static AnsiStyle Apply(AnsiStyle style, ReadOnlySpan<char> parameters)
    {
        Span<int> numbers = stackalloc int[MostParameters];
        var count = 0;
        foreach (var range in parameters.SplitAny(';'))
        {
            if (count == MostParameters)
                break;
            var parameter = parameters[range];
            if (parameter.Contains(':'))
                style = ApplyColons(style, parameter);
            else
                numbers[count++] = Number(parameter);
        }

        for (var i = 0; i < count; i++)
            style = numbers[i] is 38 or 48 ? ApplyColour(style, numbers[..count], ref i) : ApplySimple(style, numbers[i]);
        return style;
    }

    private static AnsiStyle ApplySimple(AnsiStyle style, int number) => number switch
    {
        0 => default,
        1 => style with { IsBold = true },
        2 => style with { IsDim = true },
        3 => style with { IsItalic = true },
        4 or 21 => style with { IsUnderlined = true },
        7 => style with { IsInverse = true },
        9 => style with { IsStruck = true },
        22 => style with { IsBold = false, IsDim = false },
        23 => style with { IsItalic = false },
        24 => style with { IsUnderlined = false },
        27 => style with { IsInverse = false },
        29 => style with { IsStruck = false },
        >= 30 and <= 37 => style with { Foreground = (byte)(number - 30 + 1) },
        39 => style with { Foreground = 0 },
        >= 40 and <= 47 => style with { Background = (byte)(number - 40 + 1) },
        49 => style with { Background = 0 },
        >= 90 and <= 97 => style with { Foreground = (byte)(number - 90 + 9) },
        >= 100 and <= 107 => style with { Background = (byte)(number - 100 + 9) },
        _ => style,
    };

    // 38;5;n and 38;2;r;g;b take further numbers of the same list.
    private static AnsiStyle ApplyColour(AnsiStyle style, ReadOnlySpan<int> numbers, ref int index)
    {
        var target = numbers[index];
        var kind = index + 1 < numbers.Length ? numbers[index + 1] : -1;
        var taken = kind switch { 5 => 2, 2 => 4, _ => 0 };
        if (taken == 0 || index + taken >= numbers.Length)
        {
            index = numbers.Length;
            return style;
        }

        var colour = kind == 5 ? AnsiColour.OfPalette(numbers[index + 2]) : AnsiColour.OfRgb(numbers[index + 2], numbers[index + 3], numbers[index + 4]);
        index += taken;
        return Coloured(style, target, colour);
    }

    // 38:5:n, 38:2:r:g:b and, with a colour space, 38:2:space:r:g:b; 4:0 is no underline.
    private static AnsiStyle ApplyColons(AnsiStyle style, ReadOnlySpan<char> parameter)
    {
        Span<int> parts = stackalloc int[8];
        var count = 0;
        foreach (var range in parameter.SplitAny(':'))
        {
            if (count < parts.Length)
                parts[count++] = Number(parameter[range]);
        }

        return (parts[0], parts[1], count) switch
        {
            (4, _, _) => style with { IsUnderlined = parts[1] != 0 },
            (38 or 48, 5, >= 3) => Coloured(style, parts[0], AnsiColour.OfPalette(parts[2])),
            (38 or 48, 2, 5) => Coloured(style, parts[0], AnsiColour.OfRgb(parts[2], parts[3], parts[4])),
            (38 or 48, 2, >= 6) => Coloured(style, parts[0], AnsiColour.OfRgb(parts[3], parts[4], parts[5])),
            _ => style,
        };
    }

    private static AnsiStyle Coloured(AnsiStyle style, int target, byte colour) =>
        target == 38 ? style with { Foreground = colour } : style with { Background = colour };

    // An empty parameter is 0; what is no number, or too large for one, has no meaning.
    private static int Number(ReadOnlySpan<char> text) => text.IsEmpty ? 0 : int.TryParse(text, out var number) && number >= 0 ? number : int.MaxValue;
}
