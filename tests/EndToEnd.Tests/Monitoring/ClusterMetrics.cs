using System.Globalization;
using System.Text;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>Samples of the metrics that only a cluster has: of the last hour, and of the minutes that a test takes.</summary>
internal static class ClusterMetrics
{
    private const int Interval = 15;
    private const int SecondsBefore = 3600;
    private const int SecondsAfter = 600;

    // Labels may have spaces: the last two columns are the numbers.
    private static IEnumerable<string[]> Series => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "cluster-metrics.txt"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')).Select(columns => (string[])[string.Join(' ', columns[..^2]), .. columns[^2..]]);

    /// <summary>The samples in OpenMetrics format.</summary>
    public static string OpenMetrics()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var text = new StringBuilder();
        foreach (var series in Series)
        {
            var (first, step) = (double.Parse(series[1], CultureInfo.InvariantCulture), double.Parse(series[2], CultureInfo.InvariantCulture));
            for (var second = 0; second <= SecondsBefore + SecondsAfter; second += Interval)
                text.Append(CultureInfo.InvariantCulture, $"{series[0]} {first + (step * second / 60)} {now - SecondsBefore + second}\n");
        }

        return text.Append("# EOF\n").ToString();
    }
}
