using Confluent.Kafka;
using Grpc.Core;
using Oteldemo;
using OtelShop.Checkouts.Calls;

namespace OtelShop.Checkouts.Outbox;

internal sealed class ConfirmationMail(EmailService.EmailServiceClient email, CallLimits limits) : IOutboxDelivery
{
    public static string Kind => "email";

    public async Task<TopicPartitionOffset?> DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var request = new SendOrderConfirmationRequest { Email = message.Recipient, Order = OrderResult.Parser.ParseFrom(message.Payload) };
        try
        {
            await email.SendOrderConfirmationAsync(request, limits.Delivering(cancellationToken));
            return null;
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.InvalidArgument)
        {
            throw new DeliveryRefusedException("The email service does not take this confirmation.", error);
        }
    }
}
