using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class ConcurrencyTests
{
    private const int Limit = 1024 * 1024;

    [Fact]
    public async Task Readers_see_whole_spans_while_writers_evict_them()
    {
        var stores = new Stores(new() { MaxBytes = Limit });
        var writers = Enumerable.Range(1, 3).Select(writer => Task.Run(() =>
        {
            for (var n = 1; n <= 3_000; n++)
                stores.Traces.Add(Request($"writer{writer}", Span(n, n * 4 + writer, name: $"{n}", attributes: Attribute("n", n))));
        })).ToList();
        var torn = 0;
        while (!Task.WhenAll(writers).IsCompleted)
            torn += stores.Traces.FindSpans(new() { Take = 50 }).Items.Count(s => s.Span.Name != s.Entry.Name || $"{s.Span.Attributes[0].Value.IntValue}" != s.Entry.Name);
        await Task.WhenAll(writers);

        Assert.Equal(0, torn);
        Assert.InRange(stores.Budget.Used, 1, Limit);
    }

    [Fact]
    public async Task Stores_that_evict_from_each_other_do_not_wait_for_each_other()
    {
        var stores = new Stores(new() { MaxBytes = Limit });
        var spans = Task.Run(() =>
        {
            for (var n = 1; n <= 3_000; n++)
                stores.Traces.Add(Request("cart", Span(n, n)));
        });
        var logs = Task.Run(() =>
        {
            for (var n = 1; n <= 3_000; n++)
                stores.Logs.Add(LogRequest("cart", Log(new string('x', 300))));
        });
        await Task.WhenAll(spans, logs);

        Assert.InRange(stores.Budget.Used, 1, Limit);
        Assert.True(stores.Traces.FindSpans(new()).Total > 0 && stores.Logs.Find(new()).Total > 0);
    }
}
