using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace OtelShop.Checkouts.Outbox;

/// <summary>
/// Delivers the messages of one kind at least once: at once when an order of this process is confirmed, and from time to time
/// whatever else is left. Kinds have relays of their own, so that a broker that is down holds up no email.
/// </summary>
internal sealed class OutboxRelay<TDelivery>(
    TDelivery delivery,
    OutboxTable outbox,
    OutboxSignal signal,
    IOptions<CheckoutOptions> options,
    TimeProvider clock,
    ILogger<OutboxRelay<TDelivery>> logger)
    : BackgroundService
    where TDelivery : IOutboxDelivery
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var rung = signal.Next;
            if (await RelayAsync(stoppingToken))
                continue;

            await WaitAsync(rung, stoppingToken);
        }
    }

    private async Task<bool> RelayAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await outbox.RelayAsync(TDelivery.Kind, message => SettleAsync(message, cancellationToken), cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            logger.OutboxUnreadable(error, TDelivery.Kind);
            return false;
        }
    }

    private async Task<bool> SettleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        using var loud = SuppressInstrumentationScope.Begin(false);
        using var span = CheckoutTelemetry.StartDelivery(message);
        try
        {
            await delivery.DeliverAsync(message, cancellationToken);
            return true;
        }
        catch (DeliveryRefusedException error)
        {
            logger.DeliveryRefused(error, TDelivery.Kind, message.OrderId);
            return true;
        }
        catch (Exception error)
        {
            CheckoutTelemetry.Failed(span, error);
            logger.NotDelivered(error, TDelivery.Kind, message.OrderId, message.Attempts + 1);
            return false;
        }
    }

    private async Task WaitAsync(Task rung, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(rung, Task.Delay(options.Value.OutboxInterval, clock, timer.Token));
        await timer.CancelAsync();
    }
}
