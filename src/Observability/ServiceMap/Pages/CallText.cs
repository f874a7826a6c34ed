using OtelShop.ServiceMap.Traffic;

namespace OtelShop.ServiceMap.Pages;

/// <summary>Rates, shares and durations for people: two digits, and never more than eight characters.</summary>
internal static class CallText
{
    /// <summary>Per second, or per minute below one a second.</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        <= 0 => "0/s",
        < 0.1 / 60 => "<0.1/min",
        < 9.95 / 60 => $"{perSecond * 60:0.#}/min",
        < 0.995 => $"{perSecond * 60:0}/min",
        < 9.95 => $"{perSecond:0.#}/s",
        < 999.5 => $"{perSecond:0}/s",
        _ => $"{perSecond / 1000:0.#}k/s",
    };

    public static string Share(double share) => share switch
    {
        <= 0 => "0 %",
        < 0.001 => "<0.1 %",
        < 0.0995 => $"{share * 100:0.#} %",
        _ => $"{share * 100:0} %",
    };

    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 9.95 => $"{milliseconds:0.#} ms",
        < 999.5 => $"{milliseconds:0} ms",
        < 9_950 => $"{milliseconds / 1000:0.#} s",
        < 59_500 => $"{milliseconds / 1000:0} s",
        _ => $"{milliseconds / 60_000:0} min",
    };

    /// <summary>A latency, or a dash where no call is judged yet.</summary>
    public static string Latency(CallStatistics calls, double milliseconds) => calls.Judged == 0 ? "–" : Duration(milliseconds);

    public static string Burn(double? burn) => burn switch
    {
        null => "–",
        < 9.95 => $"{burn:0.0}",
        _ => $"{burn:0}",
    };

    public static string Short(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    /// <summary>Class of the style sheet.</summary>
    public static string Css(Verdict verdict) => verdict switch
    {
        Verdict.Quiet => "is-quiet",
        Verdict.Unjudged => "is-unjudged",
        Verdict.Good => "is-good",
        Verdict.Notable => "is-notable",
        _ => "is-bad",
    };
}
