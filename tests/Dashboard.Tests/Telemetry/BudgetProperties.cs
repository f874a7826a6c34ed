using FsCheck;
using FsCheck.Fluent;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class BudgetProperties
{
    private const int Limit = 256 * 1024;

    [Fact]
    public void Whatever_comes_in_the_budget_holds_and_what_is_cleared_is_given_back() =>
        Prop.ForAll(Steps().ArrayOf().ToArbitrary(), steps =>
        {
            var stores = new Stores(new() { MaxBytes = Limit, MaxTraceCount = 40, MaxLogCount = 60 });
            var held = true;
            foreach (var step in steps)
            {
                step(stores);
                held &= stores.Budget.Used is >= 0 and <= Limit;
                held &= stores.Traces.Find(new()).Items.Sum(t => t.SpanCount) == stores.Traces.FindSpans(new()).Total;
            }

            stores.Traces.Clear();
            stores.Logs.Clear();
            return held && stores.Budget.Used == 0 && stores.Resources.All.Count == 0;
        }).QuickCheckThrowOnFailure();

    private static Gen<Action<Stores>> Steps() => Gen.Frequency(
        (5, from service in Gen.Choose(1, 4)
            from trace in Gen.Choose(1, 80)
            from size in Gen.Choose(1, 30_000)
            from count in Gen.Choose(1, 8)
            select (Action<Stores>)(s => s.Traces.Add(Request($"s{service}", Enumerable.Range(trace, count).Select(id => Span(id, 1 + id % 3, attributes: Attribute("a", new string('x', size)))))))),
        (3, from service in Gen.Choose(1, 4)
            from size in Gen.Choose(1, 30_000)
            select (Action<Stores>)(s => s.Logs.Add(LogRequest($"s{service}", Log(new string('x', size)))))),
        (1, from index in Gen.Choose(0, 3)
            select (Action<Stores>)(s => s.Traces.Clear(s.Resources.All.ElementAtOrDefault(index)))));
}
