using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OtelShop.ServiceDefaults.Postgres;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.ServiceDefaults.Telemetry;

internal static class LoggingExtensions
{
    private static readonly string[] Quiet =
        ["Grpc", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Hosting.Lifetime", "Npgsql", "Polly", "StackExchange.Redis", "System.Net.Http", "ZiggyCreatures"];

    /// <summary>Logs to the console, and to OpenTelemetry by its conventions.</summary>
    public static void ConfigureLogging(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Logging.ClearProviders();
        // Records have the ids of trace and span by themselves: scopes would repeat them as attributes.
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Logging.AddConsoleFormatter<EventConsoleFormatter, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(console => console.FormatterName = EventConsoleFormatter.FormatterName);
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.AddProcessor(new LogConventions());
        });
        foreach (var category in Quiet)
            builder.Logging.AddFilter(category, LogLevel.Warning);
        builder.Logging.AddFilter(UnreadableRequest.ReplacedCategory, LogLevel.None);
        builder.Logging.AddFilter(DatabaseOutages.ReplacedCategory, LogLevel.None);
        // A call that ran out of time is a span with that status, and what its caller makes of it is logged.
        builder.Logging.AddFilter("Grpc.Net.Client", LogLevel.Error);
    }
}
