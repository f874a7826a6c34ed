using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Testing.Backing;

namespace OtelShop.Payment.Tests;

public sealed class TelemetryTests(PostgresServer postgres) : PaymentTest(postgres), IDisposable
{
    private readonly RecordedSpans _spans = new(ActivityTraceId.CreateRandom());

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task The_charge_span_tells_the_card_type_and_hides_the_number()
    {
        using var caller = _spans.StartCaller();
        await ChargeAsync(Charge());

        var span = _spans.All.Single(span => span.OperationName == "charge");

        Assert.Equal(
            ("visa", true, "****-****-****-0454", true),
            (span.GetTagItem("demo.payment.card_type"), span.GetTagItem("demo.payment.card_valid"),
                span.GetTagItem("demo.payment.card_number"), span.GetTagItem("demo.payment.charged")));
    }

    [Fact]
    public async Task No_span_holds_the_card_number_or_the_code()
    {
        using var caller = _spans.StartCaller();
        await ChargeAsync(Charge());

        Assert.DoesNotContain(_spans.Values, value => value is Cards.VisaNumber or "4432801561520454" or "672");
    }

    [Fact]
    public async Task The_server_span_tells_the_amount_with_two_decimals()
    {
        using var caller = _spans.StartCaller();
        await ChargeAsync(Charge(amount: 12.3m));

        Assert.Contains(_spans.All, span => span.Kind == ActivityKind.Server && (string?)span.GetTagItem("demo.payment.amount") == "12.30");
    }

    [Fact]
    public async Task A_charge_of_the_load_generator_is_marked_as_a_test_that_charged_nothing()
    {
        using var caller = _spans.StartCaller(synthetic: true);
        await ChargeAsync(Charge());

        var span = _spans.All.Single(span => span.OperationName == "charge");

        Assert.Equal(("test", false), (span.GetTagItem("user_agent.synthetic.type"), span.GetTagItem("demo.payment.charged")));
    }

    [Fact]
    public async Task A_declined_card_makes_the_span_an_error()
    {
        using var caller = _spans.StartCaller();
        var declined = Charge();
        declined.CreditCard = Cards.Visa(2020);
        await RefusedAsync(declined);

        var span = _spans.All.Single(span => span.OperationName == "charge");

        Assert.Equal((ActivityStatusCode.Error, 1), (span.Status, span.Events.Count(e => e.Name == "exception")));
    }

    [Fact]
    public async Task Transactions_are_counted_by_currency()
    {
        using var metric = new RecordedCounter(Process.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), "demo.payment.transactions");
        await ChargeAsync(Charge("order 1"));
        await ChargeAsync(Charge("order 1"));

        Assert.Equal([("demo.payment.currency", "USD")], metric.Tags);
    }
}
