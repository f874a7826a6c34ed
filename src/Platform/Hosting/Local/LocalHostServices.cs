using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Local.Containers;
using Aspire.Hosting.Local.Data;
using Aspire.Hosting.Local.Health;
using Aspire.Hosting.Local.Orchestration;
using Aspire.Hosting.Local.Processes;
using Aspire.Hosting.Local.Realizations;
using Aspire.Hosting.Local.Status;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Aspire.Hosting.Local;

/// <summary>Adds what runs a model on this machine to the host's services.</summary>
internal static class LocalHostServices
{
    public static void AddLocalHost(this IServiceCollection services)
    {
        services.AddSingleton(provider => LocalOptions.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(_ => new ProgramFinder(Environment.GetEnvironmentVariable("PATH") ?? ""));
        services.AddSingleton<HostData>();
        services.AddSingleton<IDistributedApplicationEventingSubscriber>(provider => provider.GetRequiredService<HostData>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<HostData>());
        services.AddEventingSubscriber<PostgresDatabases>();
        services.AddSingleton<IConfigureOptions<HealthCheckServiceOptions>, BackingHealthChecks>();
        services.AddSingleton<ResolvedConfiguration>();
        services.AddSingleton<HealthMonitor>();
        services.AddSingleton<Announcements>();
        services.AddSingleton<IRealization, PostgresRealization>();
        services.AddSingleton<IRealization, RedisRealization>();
        services.AddSingleton<IRealization, KafkaRealization>();
        services.AddSingleton<ContainerRuntime>();
        services.AddSingleton<IRealization, ContainerRealization>();
        services.AddSingleton<IRealization, ProjectRealization>();
        services.AddSingleton<IRealization, ExecutableRealization>();

        // The console shows one table; log lines of the host become notices in it.
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<Notices>();
        services.AddSingleton<Entrances>();
        services.AddSingleton(provider => new PortAllocator(provider.GetRequiredService<LocalOptions>().PortSeed));
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<Notices>());
        services.AddSingleton(_ => View());
        services.AddSingleton<IHostedService, StatusBoard>();
        services.AddSingleton<IHostedService, LocalOrchestrator>();
        services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        services.Configure<HostOptions>(host => host.ServicesStartConcurrently = false);
    }

    private static IStatusView View()
    {
        var console = AnsiConsole.Console;
        return console.Profile is { Capabilities: { Ansi: true, Interactive: true }, Out.IsTerminal: true }
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"))
                ? new LiveStatus(console)
                : new PlainStatus(Console.Out);
    }
}
