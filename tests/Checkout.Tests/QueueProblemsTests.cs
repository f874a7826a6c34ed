using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class QueueProblemsTests(Backing backing) : CheckoutTest(backing)
{
    private const string Flag = "kafkaQueueProblems";

    [Fact]
    public async Task An_order_is_published_as_many_times_more_as_the_flag_says()
    {
        Flags.Set(Flag, 3);
        var first = await PublishedOrderAsync();
        Flags.Set(Flag, 0);
        var second = await PublishedOrderAsync();

        var events = Read(5);
        Assert.Equal((4, 1), (events.Count(id => id == first), events.Count(id => id == second)));
    }

    [Fact]
    public async Task Copies_end_at_the_ceiling()
    {
        Flags.Set(Flag, 1_000_000);
        var first = await PublishedOrderAsync();
        Flags.Set(Flag, 0);
        await PublishedOrderAsync();

        Assert.Equal(1 + 100, Read(1 + 100 + 1).Count(id => id == first));
    }

    [Fact]
    public async Task Copies_belong_to_the_trace_of_the_first()
    {
        using var spans = new SpanRecorder();
        Flags.Set(Flag, 1);
        await PublishedOrderAsync();

        using var topic = OpenTopic();
        Assert.Equal(topic.Next().Headers.GetLastBytes("traceparent"), topic.Next().Headers.GetLastBytes("traceparent"));
    }

    [Fact]
    public async Task The_span_of_the_delivery_tells_how_many_copies_there_are()
    {
        using var spans = new SpanRecorder();
        Flags.Set(Flag, 2);
        await PublishedOrderAsync();

        await Eventually.HoldsAsync(() => spans.Finished.Any(span => span.GetTagItem("demo.order.event.copies") is 2));
    }

    private async Task<string> PublishedOrderAsync()
    {
        var order = await BuyAsync();
        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.outbox WHERE kind = 'event'") == 0);
        return order.OrderId;
    }

    private IReadOnlyList<string> Read(int events)
    {
        using var topic = OpenTopic();
        return [.. Enumerable.Range(0, events).Select(_ => topic.NextOrder().OrderId)];
    }
}
