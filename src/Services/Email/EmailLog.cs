namespace OtelShop.Emails;

/// <summary>Mail addresses are personal data and are never logged.</summary>
internal static partial class EmailLog
{
    [LoggerMessage(1, LogLevel.Information, "Confirmation of order {OrderId} sent", EventName = "email.confirmation_sent")]
    public static partial void ConfirmationSent(this ILogger logger, string orderId);

    [LoggerMessage(2, LogLevel.Information, "Order {OrderId} is already confirmed; no second mail is sent", EventName = "email.confirmation_repeated")]
    public static partial void ConfirmationRepeated(this ILogger logger, string orderId);

    [LoggerMessage(3, LogLevel.Information, "No SMTP host is configured; mails are written to {Directory}", EventName = "email.pickup_directory")]
    public static partial void UsingPickupDirectory(this ILogger logger, string directory);

    [LoggerMessage(4, LogLevel.Error, "The mail server {Host} did not accept the mail", EventName = "email.delivery_failed")]
    public static partial void DeliveryFailed(this ILogger logger, Exception error, string host);

    [LoggerMessage(8, LogLevel.Error, "The mail server did not say whether it took the mail {Name}; it is not sent again", EventName = "email.delivery_unknown")]
    public static partial void DeliveryUnknown(this ILogger logger, string name);

    [LoggerMessage(9, LogLevel.Debug, "The mail server {Host} did not end the connection", EventName = "email.not_disconnected")]
    public static partial void NotDisconnected(this ILogger logger, Exception error, string host);

    [LoggerMessage(5, LogLevel.Warning, "emailMemoryLeak reached its ceiling of {Mebibytes} MiB", EventName = "email.outbox_full")]
    public static partial void OutboxFull(this ILogger logger, long mebibytes);

    [LoggerMessage(6, LogLevel.Information, "emailMemoryLeak is off; {Mebibytes} MiB are released", EventName = "email.outbox_cleared")]
    public static partial void OutboxCleared(this ILogger logger, long mebibytes);

    [LoggerMessage(7, LogLevel.Error, "The pickup directory {Directory} cannot be written", EventName = "email.pickup_failed")]
    public static partial void PickupFailed(this ILogger logger, Exception error, string directory);
}
