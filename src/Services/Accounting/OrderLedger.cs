using Microsoft.EntityFrameworkCore;
using Npgsql;
using Oteldemo;
using OtelShop.ServiceDefaults.Kafka;

namespace OtelShop.Accountings;

/// <summary>Writes each order once, with all its lines or not at all, however often its message comes.</summary>
internal sealed class OrderLedger(AccountingDbContext database, AccountingTelemetry telemetry, ILogger<OrderLedger> logger) : IKafkaMessageHandler<OrderResult>
{
    public async Task HandleAsync(OrderResult message, DateTimeOffset eventTime, CancellationToken cancellationToken)
    {
        using var span = telemetry.OrderConsumed(message);
        if (message.OrderId.Length == 0)
            throw Reject(message, "it has no order id");
        logger.OrderReceived(message.OrderId, message.Items.Count, message.ShippingTrackingId);
        try
        {
            if (await database.Orders.AnyAsync(row => row.OrderId == message.OrderId, cancellationToken))
            {
                logger.DuplicateSkipped(message.OrderId);
                return;
            }
            database.Orders.Add(OrderRows.From(message, eventTime));
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { ConstraintName: AccountingDbContext.OrderKey })
        {
            // Another replica was faster, or a commit went through whose answer was lost.
            logger.DuplicateSkipped(message.OrderId);
        }
        catch (OverflowException error)
        {
            throw Reject(message, "its total is too large", error);
        }
        catch (Exception error) when (Cause(error) is { } cause && IsAboutTheData(cause))
        {
            throw Reject(message, cause.MessageText, error);
        }
    }

    private KafkaMessageRejectedException Reject(OrderResult message, string reason, Exception? cause = null)
    {
        logger.OrderUnusable(message.OrderId, reason);
        return new KafkaMessageRejectedException(reason, cause);
    }

    private static PostgresException? Cause(Exception error) => error as PostgresException ?? error.InnerException as PostgresException;

    // Class 22 is "data exception", a text with a NUL character for instance: it will be the same tomorrow.
    private static bool IsAboutTheData(PostgresException error) => error.SqlState.StartsWith("22", StringComparison.Ordinal);
}
