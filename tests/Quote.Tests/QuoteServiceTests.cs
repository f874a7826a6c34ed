using Grpc.Core;
using Oteldemo;
using OtelShop.Testing.Services;
using QuoteClient = Oteldemo.QuoteService.QuoteServiceClient;

namespace OtelShop.Quotes.Tests;

public sealed class QuoteServiceTests : IDisposable
{
    private readonly SpanRecorder _spans = new();
    private readonly ServiceHost<Program> _host = new();
    private readonly QuoteClient _quotes;

    public QuoteServiceTests() => _quotes = new QuoteClient(_host.Channel);

    public void Dispose()
    {
        _host.Dispose();
        _spans.Dispose();
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 8, 990_000_000)]
    [InlineData(29, 260, 710_000_000)]
    [InlineData(100, 899, 0)]
    [InlineData(int.MaxValue, 19_305_877_986, 530_000_000)]
    public async Task Each_item_costs_8_99(int items, long units, int nanos)
    {
        var cost = (await AskAsync(items)).CostUsd;

        Assert.Equal(new Money { CurrencyCode = "USD", Units = units, Nanos = nanos }, cost);
    }

    [Fact]
    public async Task A_negative_number_of_items_is_invalid()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => AskAsync(-1));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["number_of_items"], error.Fields());
    }

    [Fact]
    public async Task A_quote_has_a_span_with_items_and_cost()
    {
        await AskAsync(3);
        var span = await _spans.NamedAsync("calculate-quote");

        Assert.Equal(3, span.GetTagItem("demo.shipping.quote.items_count"));
        Assert.Equal(26.97, span.GetTagItem("demo.shipping.quote.cost.total"));
    }

    [Fact]
    public async Task Quotes_are_counted_by_number_of_items()
    {
        using var measurements = _host.Services.Collect<long>(QuoteTelemetry.SourceName, "quotes");
        await AskAsync(3);

        Assert.Equal(3, Assert.Single(measurements.GetMeasurementSnapshot()).Tags["number_of_items"]);
    }

    [Fact]
    public async Task Many_callers_at_once_get_the_quote_for_their_own_items()
    {
        var quotes = await Concurrently.CallAsync(number => AskAsync(number));

        Assert.Equal(Enumerable.Range(0, quotes.Count).Select(number => number * 8.99m), quotes.Select(quote => quote.CostUsd.ToDecimal()));
    }

    private async Task<CalculateQuoteResponse> AskAsync(int items) =>
        await _quotes.CalculateQuoteAsync(new CalculateQuoteRequest { NumberOfItems = items });
}
