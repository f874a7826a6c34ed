using Grpc.Core;
using Oteldemo;
using OtelShop.Testing.Services;
using CurrencyClient = Oteldemo.CurrencyService.CurrencyServiceClient;

namespace OtelShop.Currencies.Tests;

public sealed class CurrencyServiceTests : IDisposable
{
    private readonly SpanRecorder _spans = new();
    private readonly ServiceHost<Program> _host = new();
    private readonly CurrencyClient _currency;

    public CurrencyServiceTests() => _currency = new CurrencyClient(_host.Channel);

    public void Dispose()
    {
        _host.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public async Task Every_currency_is_listed_in_order()
    {
        var codes = (await _currency.GetSupportedCurrenciesAsync(new Empty())).CurrencyCodes;

        Assert.Equal(ExchangeRates.Codes, codes);
    }

    [Fact]
    public async Task A_price_is_converted_to_the_nano()
    {
        var converted = await ConvertAsync(new Money { CurrencyCode = "USD", Units = 57, Nanos = 80_000_000 }, "EUR");

        Assert.Equal(new Money { CurrencyCode = "EUR", Units = 50, Nanos = 490_933_215 }, converted);
    }

    [Theory]
    [InlineData("XXX", 1, 0, "EUR", "from.currency_code")]
    [InlineData("usd", 1, 0, "EUR", "from.currency_code")]
    [InlineData("USD", 1, 0, "XXX", "to_code")]
    [InlineData("USD", 1, 0, "", "to_code")]
    [InlineData("EUR", long.MaxValue, 0, "IDR", "from.units")]
    public async Task A_conversion_that_cannot_be_done_names_the_field(string from, long units, int nanos, string to, string field)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            ConvertAsync(new Money { CurrencyCode = from, Units = units, Nanos = nanos }, to));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains(field, error.Fields());
    }

    [Theory]
    [InlineData(1, 1_000_000_000)]
    [InlineData(1, -1)]
    [InlineData(-1, 1)]
    public async Task A_malformed_amount_is_invalid(long units, int nanos)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            ConvertAsync(new Money { CurrencyCode = "USD", Units = units, Nanos = nanos }, "EUR"));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    [Fact]
    public async Task A_missing_amount_is_named()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => ConvertAsync(null, "EUR"));

        Assert.Equal(["from"], error.Fields());
    }

    [Fact]
    public async Task An_unknown_currency_does_not_join_the_list()
    {
        await Assert.ThrowsAsync<RpcException>(() => ConvertAsync(new Money { CurrencyCode = "USD", Units = 1 }, "XXX"));

        Assert.DoesNotContain("XXX", (await _currency.GetSupportedCurrenciesAsync(new Empty())).CurrencyCodes);
    }

    [Fact]
    public async Task A_conversion_is_counted_by_target()
    {
        using var measurements = _host.Services.Collect<long>(CurrencyTelemetry.SourceName, "demo.exchange.conversions");
        await ConvertAsync(new Money { CurrencyCode = "USD", Units = 1 }, "JPY");

        Assert.Equal("JPY", Assert.Single(measurements.GetMeasurementSnapshot()).Tags["demo.exchange.to"]);
    }

    [Fact]
    public async Task The_request_tells_both_currencies()
    {
        await ConvertAsync(new Money { CurrencyCode = "USD", Units = 1 }, "JPY");
        var span = await _spans.RequestAsync();

        Assert.Equal("USD", span.GetTagItem("demo.exchange.from"));
        Assert.Equal("JPY", span.GetTagItem("demo.exchange.to"));
    }

    [Fact]
    public async Task Many_callers_at_once_get_the_amount_of_their_own_conversion()
    {
        var converted = await Concurrently.CallAsync(async number => await ConvertAsync(new Money { CurrencyCode = "EUR", Units = number }, "EUR"));

        Assert.Equal(Enumerable.Range(0, converted.Count).Select(number => (long)number), converted.Select(amount => amount.Units));
    }

    private async Task<Money> ConvertAsync(Money? from, string toCode) =>
        await _currency.ConvertAsync(new CurrencyConversionRequest { From = from, ToCode = toCode });
}
