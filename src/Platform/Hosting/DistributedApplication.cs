using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>A described system, ready to run.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private bool _announced;
    private bool _stopped;

    /// <summary>Wraps the host that runs the system.</summary>
    public DistributedApplication(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
    }

    /// <summary>Services of the host.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The state of every resource.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Commands of the resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Starts the description of a system.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Starts the description of a system with the command line of the program.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new DistributedApplicationBuilder(args);
    }

    /// <summary>Starts the description of a system.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Runs the system until the program is told to end.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>
    /// Runs the system until the program is told to end. A system that cannot be run as described ends the program with exit code 1 and the
    /// reason on standard error.
    /// </summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (AppHostInterception.Current is { } test)
        {
            await test.Running(this).ConfigureAwait(false);
            return;
        }

        if (Services.GetRequiredService<IConfiguration>().GetValue<bool>(AppHostSettings.Help))
        {
            await Console.Out.WriteLineAsync(AppHostSettings.Usage).ConfigureAwait(false);
            return;
        }

        try
        {
            await AnnounceAsync(cancellationToken).ConfigureAwait(false);
            await _host.RunAsync(cancellationToken).ConfigureAwait(false);
            _stopped = true;
        }
        catch (DistributedApplicationException e)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Starts the system. Returns when everything that can start was started, healthy or not.</summary>
    /// <exception cref="DistributedApplicationException">The system cannot be run as described.</exception>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await AnnounceAsync(cancellationToken).ConfigureAwait(false);
        await _host.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops every resource.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default)
    {
        _stopped = true;
        return _host.StopAsync(cancellationToken);
    }

    /// <summary>Stops what is left and lets go of it.</summary>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops what is left and lets go of it.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            // A test that fails between start and stop leaves no process behind.
            if (_announced && !_stopped)
                await StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            if (_host is IAsyncDisposable host)
                await host.DisposeAsync().ConfigureAwait(false);
            else
                _host.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        if (_announced)
            return;
        _announced = true;
        var context = Services.GetRequiredService<DistributedApplicationExecutionContext>();
        if (context.IsPublishMode)
            throw new DistributedApplicationException($"This version cannot publish ('{context.PublisherName}'); leave --publisher and --operation out to run the system.");

        var eventing = Services.GetRequiredService<IDistributedApplicationEventing>();
        foreach (var subscriber in Services.GetServices<IDistributedApplicationEventingSubscriber>())
            await subscriber.SubscribeAsync(eventing, context, cancellationToken).ConfigureAwait(false);
        var model = Services.GetRequiredService<DistributedApplicationModel>();
        await eventing.PublishAsync(new BeforeStartEvent(Services, model), cancellationToken).ConfigureAwait(false);
    }
}
