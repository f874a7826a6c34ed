using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace OtelShop.Checkout.Tests;

public sealed class TelemetryTests(Backing backing) : CheckoutTest(backing)
{
    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();

    [Fact]
    public async Task The_order_span_tells_the_order_and_its_way()
    {
        using var spans = new RecordedSpans(_trace);
        var order = await BuyTracedAsync();

        var span = spans.All.Single(span => span.GetTagItem("demo.order.id") is not null && span.Kind == ActivityKind.Server);

        Assert.Equal((order.OrderId, 3), (span.GetTagItem("demo.order.id"), span.GetTagItem("demo.order.items.count")));
        Assert.Equal((double)Orders.Total(order), span.GetTagItem("demo.order.amount"));
        Assert.Equal(["prepared", "charged", "shipped"], span.Events.Select(e => e.Name).Where(name => !name.Contains('.')));
    }

    [Fact]
    public async Task The_preparation_has_a_span_that_counts_the_pieces()
    {
        using var spans = new RecordedSpans(_trace);
        await BuyTracedAsync();

        var span = spans.All.Single(span => span.OperationName == "prepareOrderItemsAndShippingQuoteFromCart");

        Assert.Equal((6L, 3), (span.GetTagItem("demo.cart.items.count"), span.GetTagItem("demo.order.items.count")));
    }

    [Fact]
    public async Task No_span_holds_the_card_number_the_code_or_the_email_address()
    {
        using var spans = new RecordedSpans(_trace);
        await BuyTracedAsync();

        Assert.DoesNotContain(spans.Values, value => value is Orders.CardNumber or "672" or "someone@example.com");
    }

    [Fact]
    public async Task The_card_is_masked_and_the_shopper_hashed()
    {
        using var spans = new RecordedSpans(_trace);
        await BuyTracedAsync();

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("someone@example.com")));
        Assert.Contains("****-****-****-0454", spans.Values);
        Assert.Contains(hash, spans.Values);
    }

    [Fact]
    public async Task The_confirmation_belongs_to_the_trace_of_the_order()
    {
        using var spans = new RecordedSpans(_trace);
        await BuyTracedAsync();

        var (_, traceParent) = await Shop.Email.NextAsync(Patience);

        Assert.Contains(_trace.ToHexString(), traceParent);
    }

    [Fact]
    public async Task The_event_carries_the_trace_of_the_order()
    {
        using var spans = new RecordedSpans(_trace);
        await BuyTracedAsync();
        using var topic = OpenTopic();

        var headers = topic.Next().Headers;

        Assert.Contains(_trace.ToHexString(), Encoding.UTF8.GetString(headers.GetLastBytes("traceparent")));
    }

    [Fact]
    public async Task An_order_of_the_load_generator_is_marked_and_stays_so_in_its_event()
    {
        using var spans = new RecordedSpans(_trace);
        await BuyTracedAsync();
        using var topic = OpenTopic();

        var baggage = Encoding.UTF8.GetString(topic.Next().Headers.GetLastBytes("baggage"));

        Assert.Contains("synthetic_request=true", baggage.Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains("test", spans.Values);
    }

    private async Task<Oteldemo.OrderResult> BuyTracedAsync()
    {
        Shop.Cart.Put(User, ("TELESCOPE", 1), ("LAMP", 2), ("BOOK", 3));
        using var caller = new Activity("caller")
            .SetParentId(_trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded).AddBaggage("synthetic_request", "true").Start();
        return (await Process.Client.PlaceOrderAsync(Orders.By(User))).Order;
    }
}
