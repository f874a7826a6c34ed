using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>
/// Exports what background work logs. It runs in a <see cref="SuppressInstrumentationScope"/> so that polling has no spans, and OpenTelemetry drops log records there too.
/// Records of other code stay suppressed: an exporter would export what its own requests log.
/// </summary>
[ProviderAlias("OpenTelemetry")]
internal sealed class BackgroundLogs(ILoggerProvider telemetry) : ILoggerProvider
{
    private static readonly string[] Own = ["OtelShop.", "OpenFeature."];

    /// <summary>Puts itself before OpenTelemetry's provider.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var telemetry = services.Single(service => service.ServiceType == typeof(ILoggerProvider) && service.ImplementationFactory?.Method.ReturnType == typeof(OpenTelemetryLoggerProvider));
        services.Remove(telemetry);
        services.AddSingleton<ILoggerProvider>(provider => new BackgroundLogs((ILoggerProvider)telemetry.ImplementationFactory!(provider)));
    }

    public ILogger CreateLogger(string categoryName) => telemetry.CreateLogger(categoryName) is var logger && Own.Any(name => categoryName.StartsWith(name, StringComparison.Ordinal))
        ? new BackgroundLogger(logger)
        : logger;

    public void Dispose() => telemetry.Dispose();

    private sealed class BackgroundLogger(ILogger telemetry) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => telemetry.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var exported = Sdk.SuppressInstrumentation ? SuppressInstrumentationScope.Begin(false) : null;
            telemetry.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
