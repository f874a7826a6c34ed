using System.Runtime.InteropServices;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OtelShop.Hosting;
using OtelShop.Hosting.Lifetime;
using OtelShop.Hosting.Services;
using OtelShop.Hosting.Tls;

namespace Aspire.Hosting;

/// <summary>What every AppHost of this repository shares.</summary>
public static class AppHostDefaultsExtensions
{
    private const string UnsecuredTransport = "ASPIRE_ALLOW_UNSECURED_TRANSPORT";

    /// <summary>
    /// Reads <c>--fresh</c>, <c>--backing</c>, <c>--https</c>, <c>--mtls</c>, <c>--no-load</c> and <c>--prometheus</c>, takes the checkout's data folder, gives dashboard and OTLP their default
    /// addresses, restarts services that crash and keeps their logs. Call it before the first resource is added.
    /// </summary>
    /// <exception cref="DistributedApplicationException">Another AppHost runs from this checkout, the folder cannot be written, or an argument is wrong.</exception>
    public static IDistributedApplicationBuilder AddAppHostDefaults(this IDistributedApplicationBuilder builder, params string[] args)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ReportFailuresInOneSentence();
        builder.Configuration.AddCommandLine(AppHostSettings.Normalize(args));
        var path = builder.Configuration[AppHostSettings.DataDirectory] ?? Path.Combine(builder.AppHostDirectory, "..", ".otelshop");
        var usesProcesses = builder.Configuration.UsesProcesses();
        if (builder.ExecutionContext.IsPublishMode)
        {
            builder.Services.AddLogging(logging => PublishFailureLoggerProvider.Register(logging, builder.Configuration));
            PublishedVariables.Adapt(builder);
            return builder;
        }

        var data = DataDirectory.Open(path, builder.Configuration.GetValue<bool>(AppHostSettings.Fresh));
        builder.Configuration[AppHostSettings.DataDirectory] = data.FullPath;
        builder.Services.AddSingleton(_ => data);
        builder.Services.AddSingleton(_ => DevelopmentAuthority.Open(data.Folder("tls"), TimeProvider.System));
        AllowPlainHttp(builder.Configuration);
        LeaveOutMonitorProcesses(builder.Configuration);
        NameRuntime();
        // Containers end only when DCP stops them.
        if (!usesProcesses)
        {
            builder.Configuration["DcpPublisher:WaitForResourceCleanup"] ??= "true";
            ContainerRuntimeCheck.Register(builder);
        }

        builder.Services.AddSingleton(TimeProvider.System);
        // The untrusted development certificate matters to nothing here: every address is one of the loopback interface.
        builder.Services.AddLogging(logging => logging
            .AddFilter("Aspire.Hosting.Dcp", LogLevel.Error)
            .AddFilter("Aspire.Hosting.ContainerRuntime", LogLevel.Error)
            .AddFilter("Aspire.Hosting.Publishing", LogLevel.Critical)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical));
        builder.Services.AddEventingSubscriber<PortAssignment>();
        builder.Services.AddFirst<ReadyMessage>().AddFirst<RestartService>().AddFirst<GracefulStop>().AddFirst<ResourceLogFiles>();
        return builder;
    }

    /// <summary>Adds a service that starts before Aspire's orchestrator, which returns only when every resource that waits has started, and stops after it.</summary>
    internal static IServiceCollection AddFirst<TService>(this IServiceCollection services) where TService : class, IHostedService
    {
        if (services.All(service => service.ImplementationType != typeof(TService)))
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TService>());
        return services;
    }

    // The dashboard and its endpoints listen on the loopback interface only.
    private static void AllowPlainHttp(ConfigurationManager configuration)
    {
        configuration[UnsecuredTransport] ??= "true";
        Environment.SetEnvironmentVariable(UnsecuredTransport, configuration[UnsecuredTransport]);
    }

    // DCP starts one 20 MB process per resource that ends the resource should DCP be killed. Leave them out: DCP itself ends with the AppHost.
    private static void LeaveOutMonitorProcesses(ConfigurationManager configuration)
    {
        if (!configuration.UsesAspireDefaults())
            Environment.SetEnvironmentVariable("DCP_DISABLE_MONITOR_PROCESS", "true");
    }

    // Built executables look for a runtime that is not in its usual place, such as ~/.dotnet, in this variable alone.
    private static void NameRuntime()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is null)
            Environment.SetEnvironmentVariable("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
    }

    private static void ReportFailuresInOneSentence() => AppDomain.CurrentDomain.UnhandledException += (_, failure) =>
    {
        if (failure.ExceptionObject is not DistributedApplicationException error)
            return;
        Console.Error.WriteLine(error.Message);
        Environment.Exit(1);
    };
}
