namespace OtelShop.Emails;

/// <summary>Mail addresses are personal data and stay out of the log.</summary>
internal static partial class EmailLog
{
    [LoggerMessage(1, LogLevel.Information, "Confirmation of order {OrderId} sent", EventName = "email.confirmation_sent")]
    public static partial void ConfirmationSent(this ILogger logger, string orderId);

    [LoggerMessage(2, LogLevel.Information, "Order {OrderId} was confirmed before; no second mail", EventName = "email.confirmation_repeated")]
    public static partial void ConfirmationRepeated(this ILogger logger, string orderId);

    [LoggerMessage(3, LogLevel.Information, "No SMTP server is set; mails go to {Directory}", EventName = "email.pickup_directory")]
    public static partial void UsingPickupDirectory(this ILogger logger, string directory);

    [LoggerMessage(4, LogLevel.Error, "The mail server {Host} took no mail", EventName = "email.delivery_failed")]
    public static partial void DeliveryFailed(this ILogger logger, Exception error, string host);

    [LoggerMessage(5, LogLevel.Warning, "The outbox takes {Mebibytes} MiB and grows no more: emailMemoryLeak is on", EventName = "email.outbox_full")]
    public static partial void OutboxFull(this ILogger logger, long mebibytes);

    [LoggerMessage(6, LogLevel.Information, "The outbox gives {Mebibytes} MiB back: emailMemoryLeak is off", EventName = "email.outbox_cleared")]
    public static partial void OutboxCleared(this ILogger logger, long mebibytes);
}
