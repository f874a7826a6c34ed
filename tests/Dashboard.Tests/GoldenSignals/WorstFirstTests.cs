using OtelShop.Dashboard.GoldenSignals;
using OtelShop.Dashboard.ServiceMap;

namespace OtelShop.Dashboard.Tests.GoldenSignals;

public sealed class WorstFirstTests
{
    [Fact]
    public void Services_stand_in_the_order_in_which_to_look_at_them()
    {
        ServiceSignals[] services =
        [
            Service("idle", Calls(0)), Service("well", Calls(100)), Service("slow-but-as-ever", Calls(100, p95: 400), Calls(100, p95: 400)),
            Service("slower", Calls(100, p95: 90)), Service("failing", Calls(100, errors: 2)), Service("burning", Calls(100), burn: 2), Service("ablaze", Calls(100), burn: 9),
        ];

        Assert.Equal(["ablaze", "burning", "failing", "slower", "slow-but-as-ever", "well", "idle"], services.Order(WorstFirst.Instance).Select(s => s.Service));
    }

    private static ServiceSignals Service(string name, CallStatistics now, CallStatistics? before = null, double burn = 0) =>
        new(name, now, before ?? Calls(100), burn, SignalSeries.Empty, Saturation.Unknown);

    private static CallStatistics Calls(int calls, int errors = 0, long p95 = 40) => new(calls, errors, 300, 0, p95 * 1_000_000, 0);
}
