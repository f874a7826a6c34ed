using Oteldemo;
using OtelShop.Emails.Delivery;

namespace OtelShop.Emails.Confirmations;

/// <summary>Confirms each order once: a repeated request completes with the mail of the first.</summary>
internal sealed class ConfirmationService(
    ConfirmationComposer composer, IMailTransport transport, MemoryLeakFault leak, EmailTelemetry telemetry, ILogger<ConfirmationService> logger)
{
    private readonly ConfirmationsInFlight _inFlight = new();

    public Task ConfirmAsync(SendOrderConfirmationRequest request, CancellationToken cancellationToken)
    {
        ConfirmationRules.Check(request);
        EmailTelemetry.Describe(request.Order.OrderId);

        // The caller cancels its wait, not the delivery: another request for the same order may wait for the same mail.
        return _inFlight.SendOnce(request.Order.OrderId, () => SendAsync(request)).WaitAsync(cancellationToken);
    }

    private async Task SendAsync(SendOrderConfirmationRequest request)
    {
        var orderId = request.Order.OrderId;
        using var span = telemetry.Sending(orderId);
        using var message = await composer.ComposeAsync(request.Email, Confirmation.From(request.Order));
        if (!await transport.SendAsync(message, $"order-{orderId}"))
        {
            logger.ConfirmationRepeated(orderId);
            return;
        }
        telemetry.Sent();
        logger.ConfirmationSent(orderId);
        await leak.RetainAsync(message.TextBody!);
    }
}
