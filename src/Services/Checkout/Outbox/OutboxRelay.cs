using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace OtelShop.Checkouts.Outbox;

/// <summary>
/// Delivers the messages of one kind at least once: soon after this process confirms an order, and at intervals what other processes left.
/// Each kind has its relay, so that a broker outage delays no email.
/// </summary>
internal sealed class OutboxRelay<TDelivery>(
    TDelivery delivery,
    OutboxTable outbox,
    OutboxSignal signal,
    IOptions<CheckoutOptions> options,
    TimeProvider clock,
    CheckoutMetrics metrics,
    ILogger<OutboxRelay<TDelivery>> logger)
    : BackgroundService
    where TDelivery : IOutboxDelivery
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var notified = signal.Next;
            if (await RelayAsync(stoppingToken))
                continue;

            await WaitAsync(notified, stoppingToken);
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

    private async Task<DeliveryOutcome> SettleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        using var traced = SuppressInstrumentationScope.Begin(false);
        using var span = CheckoutTelemetry.StartDelivery(message);
        try
        {
            return new(message.Id, IsSettled: true, await delivery.DeliverAsync(message, cancellationToken));
        }
        catch (DeliveryRefusedException error)
        {
            logger.DeliveryRefused(error, TDelivery.Kind, message.OrderId);
            return new(message.Id, IsSettled: true);
        }
        catch (Exception error)
        {
            CheckoutTelemetry.Failed(span, error);
            metrics.NotDelivered(TDelivery.Kind);
            logger.NotDelivered(error, TDelivery.Kind, message.OrderId, message.Attempts + 1);
            return new(message.Id, IsSettled: false);
        }
    }

    private async Task WaitAsync(Task notified, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(notified, Task.Delay(options.Value.OutboxInterval, clock, timer.Token));
        await timer.CancelAsync();
        if (notified.IsCompleted)
            await Task.Delay(options.Value.OutboxDelay, clock, cancellationToken);
    }
}
