using System.Globalization;

namespace OtelShop.Dashboard.Charts;

/// <summary>How values are written for people, from the unit that an instrument has (UCUM).</summary>
/// <param name="Factor">Value in the base unit for one of the instrument's.</param>
/// <param name="Steps">Units to choose from by size, the smallest first, each with its value in the base unit.</param>
/// <param name="IsBinary">Whether round numbers are powers of two.</param>
internal sealed record ChartUnit(double Factor, IReadOnlyList<(double Size, string Suffix)> Steps, bool IsBinary = false)
{
    private static readonly (double, string)[] Time = [(1e-9, "ns"), (1e-6, "µs"), (1e-3, "ms"), (1, "s"), (60, "min"), (3600, "h")];
    private static readonly (double, string)[] Bytes = [(1, "B"), (1024, "KiB"), (1048576, "MiB"), (1073741824, "GiB"), (1099511627776, "TiB")];
    private static readonly (double, string)[] BytesPerSecond = [(1, "B/s"), (1024, "KiB/s"), (1048576, "MiB/s"), (1073741824, "GiB/s"), (1099511627776, "TiB/s")];

    /// <param name="ucum">Null or empty for bare numbers. A rate has /s at its end.</param>
    /// <param name="largest">Largest value: a ratio is a percentage as long as it looks like one.</param>
    public static ChartUnit Of(string? ucum, double largest = 1)
    {
        var unit = (ucum ?? "").Trim();
        var isRate = unit.EndsWith("/s", StringComparison.Ordinal);
        var counted = isRate ? unit[..^2] : unit;
        return counted switch
        {
            "s" or "ms" or "us" or "ns" or "min" or "h" or "d" when !isRate => new(Seconds(counted), Time),
            "s" or "ms" or "us" or "ns" => new(Seconds(counted) * 100, [(1, "%")]),
            "By" or "KiBy" or "MiBy" or "GiBy" or "kBy" or "MBy" or "GBy" => new(InBytes(counted), isRate ? BytesPerSecond : Bytes, IsBinary: true),
            "1" when !isRate && Math.Abs(largest) <= 1.5 => new(100, [(1, "%")]),
            "%" => new(1, [(1, isRate ? "%/s" : "%")]),
            "" or "1" => Plain(isRate ? "/s" : ""),
            _ => Plain(isRate ? Name(counted) + "/s" : PluralOf(counted)),
        };
    }

    /// <summary>The unit in which a value has few digits.</summary>
    public (double Size, string Suffix) StepFor(double value)
    {
        var size = Math.Abs(value * Factor);
        var chosen = Steps[0];
        foreach (var step in Steps)
        {
            if (size >= step.Size * 0.9995)
                chosen = step;
        }

        return size == 0 ? Steps.FirstOrDefault(s => s.Size == 1, Steps[0]) : chosen;
    }

    /// <summary>A value with its unit: <c>12.3 ms</c>.</summary>
    public string Format(double value)
    {
        if (!double.IsFinite(value))
            return "–";
        var step = StepFor(value);
        var digits = Digits(value * Factor / step.Size);
        return Join(digits, digits is "1" or "-1" ? SingularOf(step.Suffix) : step.Suffix);
    }

    public static string Join(string digits, string suffix) =>
        suffix.Length == 0 ? digits : digits + " " + suffix;

    /// <summary>Three significant digits.</summary>
    public static string Digits(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < 0.01 => value.ToString("0.##E0", CultureInfo.InvariantCulture),
        < 0.9995 => value.ToString("0.###", CultureInfo.InvariantCulture),
        < 9.995 => value.ToString("0.##", CultureInfo.InvariantCulture),
        < 99.95 => value.ToString("0.#", CultureInfo.InvariantCulture),
        < 1e6 => value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##E0", CultureInfo.InvariantCulture),
    };

    private static ChartUnit Plain(string suffix) => new(1, [(1, suffix), (1e6, Scaled("M", suffix)), (1e9, Scaled("G", suffix)), (1e12, Scaled("T", suffix))]);

    private static string Scaled(string prefix, string suffix) => suffix.Length == 0 ? prefix : suffix[0] == '/' ? prefix + suffix : prefix + " " + suffix;

    /// <summary>UCUM puts what is counted into braces.</summary>
    private static string Name(string unit) => unit.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal) is { Length: > 0 and <= 24 } name ? name : "";

    /// <summary>What is counted is named in the singular: <c>{request}</c>.</summary>
    private static string PluralOf(string unit) => unit.StartsWith('{') && Name(unit) is { Length: > 0 } name && char.IsLetter(name[^1]) && name[^1] != 's' ? name + "s" : Name(unit);

    private static string SingularOf(string suffix) => suffix.Length > 3 && suffix[^1] == 's' && !suffix.Contains('/', StringComparison.Ordinal) ? suffix[..^1] : suffix;

    private static double Seconds(string unit) => unit switch { "s" => 1, "ms" => 1e-3, "us" => 1e-6, "ns" => 1e-9, "min" => 60, "h" => 3600, _ => 86400 };

    private static double InBytes(string unit) => unit switch
    {
        "By" => 1,
        "KiBy" => 1024,
        "MiBy" => 1048576,
        "GiBy" => 1073741824,
        "kBy" => 1e3,
        "MBy" => 1e6,
        _ => 1e9,
    };
}
