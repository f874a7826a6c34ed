namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Rates, shares and their changes for people.</summary>
internal static class CallText
{
    /// <summary>Per second; what is rarer, per minute.</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        0 => "0/s",
        < 1 / 60.0 => $"{perSecond * 60:0.##}/min",
        < 0.1 => $"{perSecond * 60:0.#}/min",
        < 10 => $"{perSecond:0.##}/s",
        < 100 => $"{perSecond:0.#}/s",
        < 10_000 => $"{perSecond:0}/s",
        _ => $"{perSecond / 1000:0.#}k/s",
    };

    public static string Share(double share) => share switch
    {
        0 => "0 %",
        < 0.001 => "< 0.1 %",
        < 0.1 => $"{share * 100:0.#} %",
        _ => $"{share * 100:0} %",
    };

    /// <summary>How much more or less, in percent of before. Null where nothing was before, or nothing changed to speak of.</summary>
    public static string? Change(double now, double before)
    {
        if (before <= 0 || Math.Abs(now - before) < before * 0.01)
            return null;
        var factor = now / before;
        return factor >= 10 ? $"×{factor:0}" : $"{(now > before ? "+" : "−")}{Math.Abs(factor - 1) * 100:0} %";
    }

    /// <summary>Cut in the middle of nowhere rather than drawn over its neighbour.</summary>
    public static string Short(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
