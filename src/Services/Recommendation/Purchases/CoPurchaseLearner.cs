using Oteldemo;
using OtelShop.ServiceDefaults.Kafka;

namespace OtelShop.Recommendations.Purchases;

/// <summary>Learns from every order of the topic.</summary>
internal sealed class CoPurchaseLearner(CoPurchases purchases, ILogger<CoPurchaseLearner> logger) : IKafkaMessageHandler<OrderResult>
{
    public Task HandleAsync(OrderResult message, DateTimeOffset eventTime, CancellationToken cancellationToken)
    {
        if (purchases.Learn(message.OrderId, message.Items.Select(item => item.Item?.ProductId ?? "")))
            logger.Learned(message.OrderId, message.Items.Count);
        return Task.CompletedTask;
    }
}
