using System.Diagnostics;
using OpenTelemetry;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

public sealed class KafkaTracingTests : IClassFixture<KafkaBroker>, IDisposable
{
    private readonly KafkaBroker _broker;
    private readonly HandlerRecord _record = new();
    private readonly ActivitySource _caller = new($"caller-{Guid.NewGuid():N}");
    private readonly ActivityListener _listener;

    public KafkaTracingTests(KafkaBroker broker)
    {
        _broker = broker;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OtelShop.Kafka" || source == _caller,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _caller.Dispose();
    }

    [Fact]
    public async Task The_consumers_span_continues_and_links_the_producers_trace()
    {
        using var caller = _caller.StartActivity("place order")!;
        var span = (await SendAsync("traced")).Span!;

        Assert.Equal(("process traced", ActivityKind.Consumer, caller.TraceId), (span.DisplayName, span.Kind, span.TraceId));
        Assert.Equal(span.ParentSpanId, Assert.Single(span.Links).Context.SpanId);
        Assert.NotEqual(caller.SpanId, span.ParentSpanId);
    }

    [Fact]
    public async Task The_consumers_span_says_what_was_read_from_where()
    {
        var tags = (await SendAsync("described")).Span!.TagObjects.ToDictionary();

        Assert.Equal("kafka", tags["messaging.system"]);
        Assert.Equal("described", tags["messaging.destination.name"]);
        Assert.Equal("process", tags["messaging.operation.type"]);
        Assert.Equal("described-group", tags["messaging.consumer.group.name"]);
        Assert.Equal(ConsumingService.Key, tags["messaging.kafka.message.key"]);
        Assert.Equal(0L, tags["messaging.kafka.offset"]);
    }

    [Fact]
    public async Task Baggage_travels_with_the_message()
    {
        Baggage.SetBaggage("session.id", "s-17");

        var handled = await SendAsync("baggage");

        Assert.Equal("s-17", handled.SessionId);
        Assert.Equal("s-17", handled.Span!.GetBaggageItem("session.id"));
    }

    private async Task<HandledOrder> SendAsync(string topic)
    {
        await using var service = await ConsumingService.StartAsync(_broker.BootstrapServers, topic, $"{topic}-group", _record);
        await service.ProduceAsync(topic, "order-1");
        return await _record.NextAsync();
    }
}
