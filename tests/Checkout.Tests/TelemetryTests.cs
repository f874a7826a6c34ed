using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;
using OtelShop.Checkouts;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class TelemetryTests(Backing backing) : CheckoutTest(backing)
{
    private const string Path = "CheckoutService/PlaceOrder";

    [Fact]
    public async Task The_order_span_tells_the_order_and_its_way()
    {
        using var spans = new SpanRecorder();
        var order = await BuyAsync();

        var span = await spans.RequestAsync(Path);

        Assert.Equal((order.OrderId, 3), (span.GetTagItem("demo.order.id"), span.GetTagItem("demo.order.items.count")));
        Assert.Equal((double)Orders.Total(order), span.GetTagItem("demo.order.amount"));
        Assert.Equal(["prepared", "charged", "shipped"], span.Events.Select(e => e.Name).Where(name => !name.Contains('.')));
    }

    [Fact]
    public async Task An_order_is_counted_with_its_revenue()
    {
        using var placements = Measure<long>(CheckoutTelemetry.Placements);
        using var revenue = Measure<double>(CheckoutTelemetry.Revenue);
        using var revenueUsd = Measure<double>(CheckoutTelemetry.RevenueUsd);
        var order = await BuyAsync("EUR", ("TELESCOPE", 1), ("LAMP", 2));

        Assert.Equal("EUR", Assert.Single(placements.GetMeasurementSnapshot()).Tags[CheckoutTelemetry.SelectedCurrency]);
        Assert.Equal((double)Orders.Total(order), Assert.Single(revenue.GetMeasurementSnapshot()).Value, 2);
        Assert.Equal(101.96 + 2 * 57.08 + 8.99, Assert.Single(revenueUsd.GetMeasurementSnapshot()).Value, 2);
    }

    [Fact]
    public async Task A_refused_order_is_counted_by_its_reason_and_brings_no_revenue()
    {
        using var failures = Measure<long>(CheckoutTelemetry.Failures);
        using var placements = Measure<long>(CheckoutTelemetry.Placements);

        await RefusedAsync(Orders.By(User));

        Assert.Equal("CART_EMPTY", Assert.Single(failures.GetMeasurementSnapshot()).Tags[CheckoutTelemetry.FailureReason]);
        Assert.Empty(placements.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task The_preparation_has_a_span_that_counts_the_items()
    {
        using var spans = new SpanRecorder();
        await BuyAsync();

        var span = await spans.NamedAsync("prepareOrderItemsAndShippingQuoteFromCart");

        Assert.Equal((6L, 3), (span.GetTagItem("demo.cart.items.count"), span.GetTagItem("demo.order.items.count")));
    }

    [Fact]
    public async Task No_span_holds_the_card_number_the_code_or_the_email_address()
    {
        using var spans = new SpanRecorder();
        await BuyAsync();

        await spans.RequestAsync(Path);

        var values = spans.Finished.SelectMany(span => span.TagObjects).Select(tag => tag.Value?.ToString());
        Assert.DoesNotContain(values, value => value is Orders.CardNumber or "672" or "someone@example.com");
    }

    [Fact]
    public async Task The_card_is_masked_and_the_shopper_hashed()
    {
        using var spans = new SpanRecorder();
        await BuyAsync();

        var span = await spans.RequestAsync(Path);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("someone@example.com")));
        Assert.Equal(("****-****-****-0454", hash), (span.GetTagItem("demo.payment.card_number"), span.GetTagItem("user.hash")));
    }

    [Fact]
    public async Task The_confirmation_belongs_to_the_trace_of_the_order()
    {
        using var spans = new SpanRecorder();
        var trace = Activity.Current!.TraceId.ToHexString();
        await BuyAsync();

        var (_, traceParent) = await Shop.Email.NextAsync(Patience);

        Assert.Contains(trace, traceParent);
    }

    [Fact]
    public async Task The_event_carries_the_trace_of_the_order()
    {
        using var spans = new SpanRecorder();
        var trace = Activity.Current!.TraceId.ToHexString();
        await BuyAsync();
        using var topic = OpenTopic();

        Assert.Contains(trace, Text(topic.Next(), "traceparent"));
    }

    [Fact]
    public async Task An_order_of_the_load_generator_is_marked_and_stays_so_in_its_event()
    {
        using var spans = new SpanRecorder();
        Activity.Current!.AddBaggage("synthetic_request", "true");
        await BuyAsync();
        using var topic = OpenTopic();

        var baggage = Text(topic.Next(), "baggage");

        Assert.Equal("test", (await spans.RequestAsync(Path)).GetTagItem("user_agent.synthetic.type"));
        Assert.Contains("synthetic_request=true", baggage.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_of_monitoring_is_told_apart_in_orders_and_revenue_and_one_of_a_customer_is_not()
    {
        using var spans = new SpanRecorder();
        using var placements = Measure<long>(CheckoutTelemetry.Placements);
        using var revenue = Measure<double>(CheckoutTelemetry.Revenue);
        using var revenueUsd = Measure<double>(CheckoutTelemetry.RevenueUsd);
        await BuyAsync();
        Activity.Current!.AddBaggage("user_agent.synthetic.type", "test");
        await BuyAsync();

        object?[] expected = [null, "test"];
        Assert.Equal(expected, placements.GetMeasurementSnapshot().Select(order => order.Tags.GetValueOrDefault("user_agent.synthetic.type")));
        Assert.Equal(expected, revenue.GetMeasurementSnapshot().Select(order => order.Tags.GetValueOrDefault("user_agent.synthetic.type")));
        Assert.Equal(expected, revenueUsd.GetMeasurementSnapshot().Select(order => order.Tags.GetValueOrDefault("user_agent.synthetic.type")));
    }

    private static string Text(Message<byte[]?, byte[]> message, string header) => Encoding.UTF8.GetString(message.Headers.GetLastBytes(header));
}
