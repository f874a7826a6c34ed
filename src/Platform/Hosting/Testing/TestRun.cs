using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>What a system under test has of its own: a folder for its data, and an end for which its entry point waits.</summary>
internal sealed class TestRun : IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _dataDirectory = Path.Combine(Path.GetTempPath(), $"otelshop-{Path.GetRandomFileName()}");

    public Task Ended => _ended.Task;

    public void Configure(DistributedApplicationOptions options, string[] args)
    {
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        options.Args =
        [
            "--DcpPublisher:RandomizePorts=true", $"--{AppHostSettings.DataDirectory}={_dataDirectory}", .. options.Args ?? [], .. args,
        ];
    }

    /// <summary>Ends with the application: what is made first by a container is disposed of last, so nobody writes into the folder any more.</summary>
    public void BelongTo(IServiceCollection services) => services.AddSingleton(_ => this);

    public void Dispose()
    {
        _ended.TrySetResult();
        if (!Directory.Exists(_dataDirectory))
            return;
        try
        {
            Directory.Delete(_dataDirectory, recursive: true);
        }
        catch (IOException)
        {
            // A process that was killed hard may still be writing; the folder is one of many in the system's temporary folder then.
        }
    }
}
