using Oteldemo;
using OtelShop.Emails.Delivery;

namespace OtelShop.Emails.Confirmations;

/// <summary>Confirms orders, each one once: a repeated request is answered by the mail that was sent before.</summary>
internal sealed class ConfirmationDesk(
    ConfirmationComposer composer, IMailTransport transport, Outbox outbox, EmailTelemetry telemetry, ILogger<ConfirmationDesk> logger)
{
    private readonly SentConfirmations _sent = new();

    public Task ConfirmAsync(SendOrderConfirmationRequest request, CancellationToken cancellationToken)
    {
        ConfirmationRules.Check(request);
        EmailTelemetry.Describe(request.Order.OrderId);

        // Not cancelled with its caller: another request for the same order may wait for the same mail.
        return _sent.SendOnce(request.Order.OrderId, () => SendAsync(request), logger).WaitAsync(cancellationToken);
    }

    private async Task SendAsync(SendOrderConfirmationRequest request)
    {
        var orderId = request.Order.OrderId;
        using var span = telemetry.Sending(orderId);
        using var message = await composer.ComposeAsync(request.Email, Confirmation.Of(request.Order));
        await transport.SendAsync(message, $"order-{orderId}");
        telemetry.Sent();
        logger.ConfirmationSent(orderId);
        await outbox.KeepAsync(message.Body);
    }
}
