namespace OtelShop.Dashboard.Listeners;

internal static partial class ListeningLog
{
    [LoggerMessage(1, LogLevel.Information, "Now listening on: {Url}")]
    public static partial void PagesListen(this ILogger logger, Uri url);

    [LoggerMessage(2, LogLevel.Information, "OTLP/gRPC listening on: {Url}")]
    public static partial void OtlpGrpcListens(this ILogger logger, Uri url);

    [LoggerMessage(3, LogLevel.Information, "OTLP/HTTP listening on: {Url}")]
    public static partial void OtlpHttpListens(this ILogger logger, Uri url);

    [LoggerMessage(4, LogLevel.Warning, "The OTLP endpoints are unsecured and open to the network: whoever reaches them can send telemetry. Set Dashboard:Otlp:AuthMode to ApiKey.")]
    public static partial void OtlpIsOpen(this ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "The pages are unsecured and open to the network: whoever reaches them can read all telemetry. Set Dashboard:Frontend:AuthMode to BrowserToken.")]
    public static partial void PagesAreOpen(this ILogger logger);

    [LoggerMessage(6, LogLevel.Warning, "The OTLP endpoints are unsecured: every program on this machine can send telemetry.")]
    public static partial void OtlpIsUnsecured(this ILogger logger);

    [LoggerMessage(7, LogLevel.Warning, "The pages are unsecured: every program on this machine can read them.")]
    public static partial void PagesAreUnsecured(this ILogger logger);
}
