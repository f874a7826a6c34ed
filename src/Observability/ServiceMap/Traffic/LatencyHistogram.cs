namespace OtelShop.ServiceMap.Traffic;

/// <summary>Bins of latency from 0.1 ms to 2 minutes, each a fifth wider than the one before.</summary>
internal static class LatencyHistogram
{
    public const int Bins = 78;
    private const double Least = 0.1;
    private static readonly double LogStep = Math.Log(1.2);

    public static int BinOf(double milliseconds) =>
        milliseconds <= Least ? 0 : Math.Min(Bins - 1, 1 + (int)(Math.Log(milliseconds / Least) / LogStep));

    /// <summary>The latency that this share of the calls kept to, in milliseconds. Zero without calls.</summary>
    public static double Percentile(ReadOnlySpan<int> counts, double share)
    {
        var total = 0L;
        foreach (var count in counts)
            total += count;
        var rank = share * total;
        var below = 0L;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (counts[bin] > 0 && below + counts[bin] >= rank)
                return Upper(bin - 1) + ((Upper(bin) - Upper(bin - 1)) * (rank - below) / counts[bin]);
            below += counts[bin];
        }

        return 0;
    }

    private static double Upper(int bin) => bin < 0 ? 0 : Least * Math.Pow(1.2, bin);
}
