namespace Aspire.Hosting.Tests.Local.Orchestration;

public sealed class WaitingTests : IAsyncLifetime
{
    private readonly LocalHost _host = new();

    [Fact]
    public async Task A_service_starts_after_what_it_waits_for_is_ready()
    {
        var order = new List<string>();
        var database = _host.AddScript("database", "exec sleep 3600")
            .OnResourceReady((_, _, _) => { order.Add("database ready"); return Task.CompletedTask; });
        _host.AddScript("cart", "exec sleep 3600").WaitFor(database)
            .OnResourceReady((_, _, _) => { order.Add("cart ready"); return Task.CompletedTask; });
        await _host.StartAsync();
        await _host.Healthy("cart");

        Assert.Equal(["database ready", "cart ready"], order);
    }

    [Fact]
    public async Task A_service_runs_after_the_job_it_waits_for_has_succeeded()
    {
        var job = _host.AddScript("job", "exit 0");
        _host.AddScript("cart", "exec sleep 3600").WaitForCompletion(job);
        await _host.StartAsync();

        await _host.Reached("cart", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_service_fails_with_the_job_it_waits_for()
    {
        var job = _host.AddScript("job", "exit 4");
        _host.AddScript("cart", "exec sleep 3600").WaitForCompletion(job);
        await _host.StartAsync();
        await _host.Reached("cart", KnownResourceStates.FailedToStart);

        Assert.Contains("exit code 4", await _host.Console.Notice("cart could not be started"));
    }

    [Fact]
    public async Task Starting_by_hand_ends_the_wait()
    {
        var never = _host.AddScript("never", "exec sleep 3600").WithExplicitStart();
        _host.AddScript("cart", "exec sleep 3600").WaitFor(never);
        await _host.StartAsync();
        await _host.Reached("cart", KnownResourceStates.Waiting);
        await _host.Command("cart", KnownResourceCommands.StartCommand);

        await _host.Reached("cart", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_resource_with_explicit_start_waits_for_somebody_to_start_it()
    {
        _host.AddScript("load", "exec sleep 3600").WithExplicitStart();
        await _host.StartAsync();
        await _host.Reached("load", KnownResourceStates.NotStarted);
        await _host.Command("load", KnownResourceCommands.StartCommand);

        await _host.Reached("load", KnownResourceStates.Running);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();
}
