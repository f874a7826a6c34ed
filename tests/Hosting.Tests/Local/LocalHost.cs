using Aspire.Hosting.Local.Status;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Local;

/// <summary>A host of one test: data in a directory of its own, ports that nobody else has, the console remembered.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    private readonly ScratchDirectory _scratch;
    private readonly bool _ownsScratch;
    private DistributedApplication? _application;

    public LocalHost(ScratchDirectory? scratch = null, params string[] arguments)
    {
        _ownsScratch = scratch is null;
        _scratch = scratch ?? new ScratchDirectory();
        Builder = DistributedApplication.CreateBuilder(
            [$"--data={_scratch.File("data")}", "--DcpPublisher:RandomizePorts=true", "--no-dashboard", .. arguments]);
        Builder.Services.AddSingleton<IStatusView>(Console);
    }

    public IDistributedApplicationBuilder Builder { get; }

    public ScratchDirectory Scratch => _scratch;

    public StatusRecorder Console { get; } = new();

    public DistributedApplication Application => _application ?? throw new InvalidOperationException("Start first.");

    public IResourceBuilder<ExecutableResource> AddScript(string name, string script) =>
        Builder.AddExecutable(name, "/bin/sh", _scratch.FullPath, "-c", script);

    public Task StartAsync()
    {
        _application = Builder.Build();
        return _application.StartAsync();
    }

    public Task<ResourceEvent> Reached(string resource, string state) => Reached(resource, change => change.Snapshot.State?.Text == state);

    public Task<ResourceEvent> Reached(string resource, Func<ResourceEvent, bool> condition) =>
        Application.ResourceNotifications.WaitForResourceAsync(resource, condition).WaitAsync(TimeSpan.FromMinutes(1));

    public Task<ResourceEvent> Healthy(string resource) =>
        Application.ResourceNotifications.WaitForResourceHealthyAsync(resource).WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>The first line of the resource's log that meets the condition.</summary>
    public async Task<string> Said(string resource, Func<string, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var log = Application.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var lines in log.WatchAsync(resource).WithCancellation(limit.Token))
        {
            if (lines.Select(line => line.Content).FirstOrDefault(condition) is { } found)
                return found;
        }

        throw new InvalidOperationException($"The log of {resource} ended without that line.");
    }

    public Task Command(string resource, string command) => Application.ResourceCommands.ExecuteCommandAsync(resource, command);

    public static int ProcessOf(ResourceEvent change) =>
        (int)change.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value!;

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        if (_ownsScratch)
            _scratch.Dispose();
    }
}
