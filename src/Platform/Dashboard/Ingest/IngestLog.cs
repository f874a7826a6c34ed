namespace OtelShop.Dashboard.Ingest;

internal static partial class IngestLog
{
    [LoggerMessage(1, LogLevel.Warning, "OTLP/{Transport}: {Signal} of {Sender} refused ({Reason}): {Detail} {Unsaid} more like it went unsaid")]
    public static partial void RequestRefused(this ILogger logger, OtlpTransport transport, string signal, string sender, Refusal reason, string detail, long unsaid);
}
