namespace OtelShop.ServiceMap.Pages;

/// <summary>The window that a page's address asks for.</summary>
internal static class TimeWindow
{
    public static IReadOnlyList<(string Text, TimeSpan Length)> Choices { get; } =
        [("1m", TimeSpan.FromMinutes(1)), ("5m", TimeSpan.FromMinutes(5)), ("15m", TimeSpan.FromMinutes(15)), ("1h", TimeSpan.FromHours(1))];

    /// <param name="request">Its parameter <c>window</c> is read.</param>
    /// <param name="standard">For a request without one, or with one that is not offered.</param>
    public static TimeSpan Of(HttpRequest request, TimeSpan standard)
    {
        foreach (var (text, length) in Choices)
        {
            if (request.Query["window"] == text)
                return length;
        }

        return standard <= TimeSpan.FromHours(1) && standard >= TimeSpan.FromSeconds(10) ? standard : TimeSpan.FromMinutes(5);
    }

    public static string Text(TimeSpan length) => length.TotalMinutes switch
    {
        1 => "minute",
        60 => "hour",
        var minutes => $"{minutes:0.#} minutes",
    };

    /// <summary>An address that keeps the request's window.</summary>
    public static string Link(HttpRequest request, string path, params ReadOnlySpan<(string Name, string Value)> query)
    {
        var parameters = new List<KeyValuePair<string, string?>>();
        foreach (var (name, value) in query)
            parameters.Add(new(name, value));
        if (request.Query["window"] is [{ Length: > 0 } window, ..])
            parameters.Add(new("window", window));
        return path + QueryString.Create(parameters);
    }
}
