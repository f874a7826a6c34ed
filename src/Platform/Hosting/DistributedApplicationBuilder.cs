using System.Reflection;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <inheritdoc cref="IDistributedApplicationBuilder"/>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly DistributedApplicationExecutionContextOptions _contextOptions;

    /// <summary>Starts a description with the command line of the program.</summary>
    public DistributedApplicationBuilder(string[] args) : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <summary>Starts a description.</summary>
    /// <exception cref="DistributedApplicationException">The command line names an operation that does not exist.</exception>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // A shop of twenty processes has files enough to watch; the host's settings are read once.
        var bootstrap = new ConfigurationManager();
        bootstrap.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = bootstrap };
        AppHostInterception.Current?.Creating(options, settings);
        settings.Args = AppHostSettings.Normalize(options.Args);
        AppHostAssembly = options.Assembly;
        AppHostDirectory = Path.GetFullPath(
            options.ProjectDirectory ?? AppHostSettings.Metadata(AppHostAssembly, "apphostprojectpath") ?? Directory.GetCurrentDirectory());
        settings.ContentRootPath ??= AppHostDirectory;
        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;

        _host = new HostApplicationBuilder(settings);
        Configuration.AddBuildSettings(AppHostAssembly);
        Configuration.AddSwitches(settings.Args);
        var operation = Configuration.ReadOperation();
        Configuration.AddDerived(AppHostDirectory, Environment.ApplicationName, operation == DistributedApplicationOperation.Publish);
        _contextOptions = new(operation, Configuration[AppHostSettings.Publisher] ?? "manifest");
        ExecutionContext = new(_contextOptions);
        options.DisableDashboard = Configuration.GetValue(AppHostSettings.DisableDashboard, options.DisableDashboard);
        AddServices(options);
        AppHostInterception.Current?.Created(this);
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <inheritdoc/>
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc/>
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc/>
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc/>
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc/>
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (Resources.FirstOrDefault(r => string.Equals(r.Name, resource.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            throw new DistributedApplicationException(
                $"Cannot add the resource '{resource.Name}' of type {resource.GetType().Name}: a resource of type {other.GetType().Name} has that name already.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    /// <inheritdoc/>
    public DistributedApplication Build()
    {
        AppHostInterception.Current?.Building(this);
        if (Resources.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twins)
            throw new DistributedApplicationException($"There are {twins.Count()} resources named '{twins.Key}'.");

        var application = new DistributedApplication(_host.Build());
        _contextOptions.ServiceProvider = application.Services;
        AppHostInterception.Current?.Built(application);
        return application;
    }

    private void AddServices(DistributedApplicationOptions options)
    {
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        _host.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        _host.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton(options);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(_ => new DistributedApplicationModel(Resources));
        Services.AddSingleton<ResourceNotificationService>();
        // Without a dashboard nobody restarts what failed; whoever waits for it, waits in vain.
        Services.Configure<ResourceNotificationServiceOptions>(o => o.DefaultWaitBehavior =
            options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);
        Services.AddSingleton(services => new ResourceLoggerService { Time = services.GetRequiredService<TimeProvider>() });
        Services.AddSingleton(services => new ResourceCommandService(
            services.GetRequiredService<ResourceNotificationService>(),
            services.GetRequiredService<ResourceLoggerService>(),
            services.GetRequiredService<DistributedApplicationModel>(),
            services));
        Services.AddHealthChecks();
        Services.AddHttpClient();
        if (options.EnableResourceLogging)
            Services.AddHostedService<ResourceLogForwarder>();
        if (ExecutionContext.IsRunMode)
        {
            if (!options.DisableDashboard)
                Services.AddDashboard();
            Services.AddLocalHost();
        }
    }
}
