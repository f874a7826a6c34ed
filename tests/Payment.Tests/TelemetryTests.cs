using System.Diagnostics;
using OtelShop.Payments;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Payment.Tests;

public sealed class TelemetryTests(PostgresServer postgres) : PaymentTest(postgres)
{
    [Fact]
    public async Task The_charge_span_tells_the_card_type_and_hides_the_number()
    {
        using var spans = new SpanRecorder();
        await ChargeAsync(Charge());

        var span = await spans.NamedAsync("charge");

        Assert.Equal(
            ("visa", true, "****-****-****-0454", true),
            (span.GetTagItem("demo.payment.card_type"), span.GetTagItem("demo.payment.card_valid"),
                span.GetTagItem("demo.payment.card_number"), span.GetTagItem("demo.payment.charged")));
    }

    [Fact]
    public async Task No_span_holds_the_card_number_or_the_code()
    {
        using var spans = new SpanRecorder();
        await ChargeAsync(Charge());

        await spans.RequestAsync();

        var values = spans.Finished.SelectMany(span => span.TagObjects).Select(tag => tag.Value?.ToString());
        Assert.DoesNotContain(values, value => value is Cards.VisaNumber or "4432801561520454" or "672");
    }

    [Fact]
    public async Task The_server_span_tells_the_amount_with_two_decimals()
    {
        using var spans = new SpanRecorder();
        await ChargeAsync(Charge(amount: 12.3m));

        Assert.Equal("12.30", (await spans.RequestAsync()).GetTagItem("demo.payment.amount"));
    }

    [Fact]
    public async Task A_charge_of_the_load_generator_is_marked_as_one_that_charged_nothing()
    {
        using var spans = new SpanRecorder();
        Activity.Current!.AddBaggage("synthetic_request", "true");
        await ChargeAsync(Charge());

        var span = await spans.NamedAsync("charge");

        Assert.Equal(("test", false), (span.GetTagItem("user_agent.synthetic.type"), span.GetTagItem("demo.payment.charged")));
    }

    [Fact]
    public async Task A_declined_card_makes_the_span_an_error()
    {
        using var spans = new SpanRecorder();
        var declined = Charge();
        declined.CreditCard = Cards.Visa(2020);
        await RefusedAsync(declined);

        var span = await spans.NamedAsync("charge");

        Assert.Equal((ActivityStatusCode.Error, 1), (span.Status, span.Events.Count(e => e.Name == "exception")));
    }

    [Fact]
    public async Task Transactions_are_counted_by_currency_and_repetitions_are_not()
    {
        using var measurements = Host.Services.Collect<long>(PaymentTelemetry.SourceName, "demo.payment.transactions");
        await ChargeAsync(Charge("order 1"));
        await ChargeAsync(Charge("order 1"));

        var transaction = Assert.Single(measurements.GetMeasurementSnapshot());

        Assert.Equal("USD", transaction.Tags["demo.payment.currency"]);
    }
}
