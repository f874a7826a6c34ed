using OtelShop.Dashboard.ServiceMap;

namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>
/// Orders services by how much somebody should look at them. First those that spend their error budget faster than it lasts (burn above 1), the fastest first.
/// Then those that became worse than in the window before: more errors before slower, and among slower ones by how many times. Then the rest by
/// their share of errors, by p95, and by name. Whoever had no request comes last.
/// </summary>
internal sealed class WorstFirst : IComparer<ServiceSignals>
{
    public static WorstFirst Instance { get; } = new();

    public int Compare(ServiceSignals? x, ServiceSignals? y)
    {
        var byWeight = WeightOf(y!).CompareTo(WeightOf(x!));
        return byWeight != 0 ? byWeight : string.CompareOrdinal(x!.Service, y!.Service);
    }

    private static (int Group, double Degree, double Share, long P95) WeightOf(ServiceSignals service)
    {
        var (now, before) = (service.Now, service.Before);
        var (group, degree) =
            now.Calls == 0 ? (0, 0) :
            service.Burn > 1 ? (4, service.Burn) :
            CallTrend.HasMoreErrors(now, before) ? (3, now.ErrorShare - before.ErrorShare) :
            CallTrend.IsSlower(now, before) ? (2, now.P95 / (double)Math.Max(1, before.P95)) :
            (1, 0.0);
        return (group, degree, now.ErrorShare, now.P95);
    }
}
