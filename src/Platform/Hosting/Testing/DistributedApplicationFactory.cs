using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs the entry point of an AppHost inside of a test, and takes over between description and start.</summary>
public class DistributedApplicationFactory : IDisposable, IAsyncDisposable
{
    private readonly Type _entryPoint;
    private readonly string[] _args;
    private readonly TestRun _run = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _described = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;

    /// <summary>For an AppHost.</summary>
    /// <param name="entryPoint">Any type of its assembly.</param>
    public DistributedApplicationFactory(Type entryPoint) : this(entryPoint, [])
    {
    }

    /// <summary>For an AppHost with a command line.</summary>
    /// <param name="entryPoint">Any type of its assembly.</param>
    /// <param name="args">The command line.</param>
    public DistributedApplicationFactory(Type entryPoint, string[] args)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        _entryPoint = entryPoint;
        _args = args;
    }

    /// <summary>Builds and starts the application.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var application = await BuildAsync(cancellationToken).ConfigureAwait(false);
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A client of a resource of the started application.</summary>
    public HttpClient CreateHttpClient(string resourceName, string? endpointName = null) => Started.CreateHttpClient(resourceName, endpointName);

    /// <summary>The address of a resource of the started application.</summary>
    public Uri GetEndpoint(string resourceName, string? endpointName = null) => Started.GetEndpoint(resourceName, endpointName);

    /// <summary>The connection string of a resource of the started application.</summary>
    public ValueTask<string?> GetConnectionString(string resourceName) => Started.GetConnectionStringAsync(resourceName);

    /// <summary>Stops the application, if it was built, and the entry point.</summary>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the application, if it was built, and the entry point.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        if (_built.Task.IsCompletedSuccessfully)
            await (await _built.Task.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        _run.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs before the host is made.</summary>
    protected virtual void OnBuilderCreating(DistributedApplicationOptions applicationOptions, HostApplicationBuilderSettings hostOptions)
    {
    }

    /// <summary>Runs before the first resource is described.</summary>
    protected virtual void OnBuilderCreated(DistributedApplicationBuilder applicationBuilder)
    {
    }

    /// <summary>Runs when the last resource is described.</summary>
    protected virtual void OnBuilding(DistributedApplicationBuilder applicationBuilder)
    {
    }

    /// <summary>Runs when the application is built.</summary>
    protected virtual void OnBuilt(DistributedApplication application)
    {
    }

    /// <summary>Runs the entry point until its description is complete.</summary>
    internal Task<DistributedApplicationBuilder> DescribeAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
            new Thread(RunEntryPoint) { IsBackground = true, Name = "AppHost under test" }.Start();
        return _described.Task.WaitAsync(cancellationToken);
    }

    internal async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        await DescribeAsync(cancellationToken).ConfigureAwait(false);
        _wanted.TrySetResult();
        return await _built.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private DistributedApplication Started => _built.Task.IsCompletedSuccessfully
        ? _built.Task.Result
        : throw new InvalidOperationException("The application must be started first.");

    private void RunEntryPoint()
    {
        var assembly = _entryPoint.Assembly;
        new AppHostInterception
        {
            Creating = (options, settings) =>
            {
                options.AssemblyName ??= assembly.FullName;
                _run.Configure(options, _args);
                OnBuilderCreating(options, settings);
                UseLaunchProfile(options, settings);
            },
            Created = OnBuilderCreated,
            Building = Building,
            Built = Built,
            Running = _ => _run.Ended,
        }.Begin();
        Exception? failure = null;
        try
        {
            var main = assembly.EntryPoint ?? throw new InvalidOperationException($"The assembly '{assembly.GetName().Name}' has no entry point.");
            object?[] arguments = main.GetParameters().Length == 0 ? [] : [_args];
            main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }
        catch (Exception e)
        {
            failure = e;
        }

        failure ??= new InvalidOperationException($"The entry point of '{assembly.GetName().Name}' ended without building an application.");
        _described.TrySetException(failure);
        _built.TrySetException(failure);
    }

    /// <summary>The environment that <c>dotnet run</c> would give to the AppHost. A process has one environment only, so here they are settings.</summary>
    private static void UseLaunchProfile(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        if ((options.ProjectDirectory ?? AppHostSettings.Metadata(options.Assembly, "apphostprojectpath")) is not { } folder)
            return;
        var appHost = new ProjectSettings(new ProjectMetadata(Path.Combine(folder, "AppHost.csproj")));
        if (appHost.FindLaunchProfile(new ProjectResourceOptions(), Environment.GetEnvironmentVariable("DOTNET_LAUNCH_PROFILE")) is not { } profile)
            return;
        var variables = profile.Value.EnvironmentVariables;
        settings.EnvironmentName ??= variables.GetValueOrDefault("DOTNET_ENVIRONMENT") ?? variables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT");
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(variables.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)));
    }

    private void Building(DistributedApplicationBuilder builder)
    {
        _run.BelongTo(builder.Services);
        OnBuilding(builder);
        _described.TrySetResult(builder);
        _wanted.Task.Wait(_disposed.Token);
    }

    private void Built(DistributedApplication application)
    {
        application.Services.GetRequiredService<TestRun>();
        OnBuilt(application);
        _built.TrySetResult(application);
    }
}
