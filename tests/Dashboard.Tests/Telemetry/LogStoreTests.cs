using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Logs;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class LogStoreTests
{
    private readonly Stores _stores = new();

    [Fact]
    public void Records_come_newest_first_in_the_order_of_their_arrival_where_times_are_equal()
    {
        _stores.Logs.Add(LogRequest("cart", Log("b", time: 2), Log("a", time: 1), Log("c", time: 2)));

        Assert.Equal(["c", "b", "a"], Messages(new()));
    }

    [Fact]
    public void A_page_starts_where_the_one_before_it_ended()
    {
        _stores.Logs.Add(LogRequest("cart", Enumerable.Range(0, 100).Select(n => Log($"{n}", time: n))));
        var page = _stores.Logs.Find(new() { Skip = 10, Take = 3 });

        Assert.Equal(["89", "88", "87"], page.Items.Select(l => l.Record.Body.StringValue));
        Assert.Equal((100, 100), (page.Matched, page.Total));
    }

    [Fact]
    public void A_record_is_found_by_its_id_until_it_is_gone()
    {
        _stores.Logs.Add(LogRequest("cart", Log("Cart emptied")));
        var id = _stores.Logs.Find(new()).Items[0].Entry.Id;
        var before = _stores.Logs.Read(id);
        _stores.Logs.Clear();

        Assert.Equal("Cart emptied", before?.Record.Body.StringValue);
        Assert.Null(_stores.Logs.Read(id));
    }

    [Fact]
    public void A_record_without_a_time_has_the_time_of_its_observation()
    {
        _stores.Logs.Add(LogRequest("cart", new LogRecord { ObservedTimeUnixNano = Noon }));

        Assert.Equal(Noon, _stores.Logs.Find(new()).Items[0].Entry.Time);
    }

    [Fact]
    public void A_record_without_any_time_has_that_of_its_arrival()
    {
        _stores.Logs.Add(LogRequest("cart", new LogRecord()));

        Assert.Equal(Stores.Now, _stores.Logs.Find(new()).Items[0].Entry.Time);
    }

    [Theory]
    [InlineData("EMPTIED", 1)]
    [InlineData("straße", 1)]
    [InlineData("STRASSE", 0)]
    [InlineData("ÜBER", 1)]
    [InlineData("\"sku\":\"OLJ", 1)]
    public void Text_is_looked_for_in_messages_of_any_kind_whatever_their_case(string text, int expected)
    {
        var structured = new LogRecord { Body = new() { KvlistValue = new KeyValueList { Values = { Attribute("sku", "OLJCESPC7Z") } } } };
        _stores.Logs.Add(LogRequest("cart", Log("Cart emptied"), Log("Straße über dem Fluß"), structured));

        Assert.Equal(expected, _stores.Logs.Find(new() { Text = text }).Matched);
    }

    [Fact]
    public void The_records_of_a_trace_are_found_by_its_id()
    {
        _stores.Logs.Add(LogRequest("cart", Log("mine", trace: 7), Log("other", trace: 8)));
        _stores.Logs.Add(LogRequest("ad", Log("mine too", trace: 7)));

        Assert.Equal(2, _stores.Logs.Find(new() { TraceId = TraceIdOf(7) }).Matched);
    }

    [Fact]
    public void Severity_means_at_least_that_severe()
    {
        _stores.Logs.Add(LogRequest("cart", Log("i"), Log("w", SeverityNumber.Warn, 1), Log("e", SeverityNumber.Error2, 2)));

        Assert.Equal(["e", "w"], Messages(new() { MinSeverity = SeverityNumber.Warn }));
    }

    [Fact]
    public void At_the_limit_the_oldest_record_of_whoever_has_the_most_goes()
    {
        var stores = new Stores(new() { MaxLogCount = 10 });
        stores.Logs.Add(LogRequest("quiet", Log("first", time: -5)));
        stores.Logs.Add(LogRequest("noisy", Enumerable.Range(0, 50).Select(n => Log($"{n}", time: n))));

        Assert.Equal(["49", "48", "47", "46", "45", "44", "43", "42", "41", "first"], stores.Logs.Find(new()).Items.Select(l => l.Record.Body.StringValue));
    }

    [Fact]
    public void What_a_store_exports_another_takes_in()
    {
        _stores.Logs.Add(LogRequest("cart", Log("Cart emptied", attributes: Attribute("user.id", "7"))));
        var other = new Stores();
        foreach (var chunk in _stores.Logs.Export())
            other.Logs.Add(chunk.Data);

        Assert.Equal(_stores.Logs.Find(new()).Items[0].Record, other.Logs.Find(new()).Items[0].Record);
    }

    private IEnumerable<string> Messages(LogQuery query) => _stores.Logs.Find(query).Items.Select(l => l.Record.Body.StringValue);
}
