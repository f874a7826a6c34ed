using System.Diagnostics;

namespace OtelShop.Bench.Edge;

/// <summary>An open loop: requests start when they are due, whether or not earlier ones have been answered.</summary>
internal static class PageLoad
{
    public const int RequestsPerSecond = 50;

    /// <summary>Sorted latencies in milliseconds, from when each request was due.</summary>
    /// <exception cref="HttpRequestException">A request was not answered by 200.</exception>
    public static async Task<double[]> RunAsync(HttpClient client, Uri address, TimeSpan length)
    {
        var requests = new List<Task<double>>();
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < length)
        {
            for (var due = (int)(elapsed.TotalSeconds * RequestsPerSecond); requests.Count <= due;)
                requests.Add(AskAsync(client, address, start, TimeSpan.FromSeconds((double)requests.Count / RequestsPerSecond)));
            await timer.WaitForNextTickAsync();
        }

        return [.. (await Task.WhenAll(requests)).Order()];
    }

    private static async Task<double> AskAsync(HttpClient client, Uri address, long start, TimeSpan due)
    {
        using var response = await client.GetAsync(address);
        response.EnsureSuccessStatusCode();
        return (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds;
    }
}
