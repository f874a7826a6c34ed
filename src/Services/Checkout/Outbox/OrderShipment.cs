using Confluent.Kafka;
using Oteldemo;
using OtelShop.Checkouts.Placement;

namespace OtelShop.Checkouts.Outbox;

/// <summary>Ships an order that its request could not ship, or died before.</summary>
internal sealed class OrderShipment(OrderFulfillment fulfillment, OrderStore orders) : IOutboxDelivery
{
    public static string Kind => "shipment";

    public async Task<TopicPartitionOffset?> DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var order = OrderResult.Parser.ParseFrom(message.Payload);
        await fulfillment.ShipAsync(order);
        await orders.RecordShipmentAsync(order, message.Recipient!, isRemoved: false);
        return null;
    }
}

/// <summary>Takes the items of an order out of the cart when its request could not.</summary>
internal sealed class CartRemoval(OrderFulfillment fulfillment) : IOutboxDelivery
{
    public static string Kind => "cart";

    public async Task<TopicPartitionOffset?> DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await fulfillment.RemoveAsync(OrderResult.Parser.ParseFrom(message.Payload), message.Recipient!);
        return null;
    }
}
