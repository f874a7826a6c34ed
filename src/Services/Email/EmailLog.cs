namespace OtelShop.Emails;

/// <summary>Mail addresses are personal data and are never logged.</summary>
internal static partial class EmailLog
{
    [LoggerMessage(1, LogLevel.Information, "Confirmation of order {demo.order.id} sent", EventName = "email.confirmation_sent")]
    public static partial void ConfirmationSent(this ILogger logger, [TagName("demo.order.id")] string orderId);

    [LoggerMessage(2, LogLevel.Information, "Order {demo.order.id} is already confirmed; no second mail is sent", EventName = "email.confirmation_repeated")]
    public static partial void ConfirmationRepeated(this ILogger logger, [TagName("demo.order.id")] string orderId);

    [LoggerMessage(3, LogLevel.Information, "No SMTP host is configured; mails are written to {file.directory}", EventName = "email.pickup_directory.chosen")]
    public static partial void UsingPickupDirectory(this ILogger logger, [TagName("file.directory")] string directory);

    [LoggerMessage(4, LogLevel.Error, "The mail server {server.address} did not accept the mail", EventName = "email.delivery_failed")]
    public static partial void DeliveryFailed(this ILogger logger, Exception error, [TagName("server.address")] string host);

    [LoggerMessage(8, LogLevel.Error,
        "The mail server did not say whether it took the mail {demo.notification.id}; it is not sent again",
        EventName = "email.delivery_unknown")]
    public static partial void DeliveryUnknown(this ILogger logger, [TagName("demo.notification.id")] string name);

    [LoggerMessage(9, LogLevel.Debug, "The mail server {server.address} did not end the connection", EventName = "email.disconnection_failed")]
    public static partial void NotDisconnected(this ILogger logger, Exception error, [TagName("server.address")] string host);

    [LoggerMessage(5, LogLevel.Warning, "emailMemoryLeak reached its ceiling of {demo.email.outbox.mebibytes} MiB", EventName = "email.outbox.filled")]
    public static partial void OutboxFull(this ILogger logger, [TagName("demo.email.outbox.mebibytes")] long mebibytes);

    [LoggerMessage(6, LogLevel.Information, "emailMemoryLeak is off; {demo.email.outbox.mebibytes} MiB are released", EventName = "email.outbox.cleared")]
    public static partial void OutboxCleared(this ILogger logger, [TagName("demo.email.outbox.mebibytes")] long mebibytes);

    [LoggerMessage(7, LogLevel.Error, "The pickup directory {file.directory} cannot be written", EventName = "email.pickup_directory.write_failed")]
    public static partial void PickupFailed(this ILogger logger, Exception error, [TagName("file.directory")] string directory);
}
