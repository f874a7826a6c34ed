namespace Aspire.Hosting.Tests.Local.Orchestration;

public sealed class StoppingTests : IAsyncLifetime
{
    private readonly LocalHost _host = new();

    [Fact]
    public async Task Nothing_runs_after_the_host_has_stopped()
    {
        _host.AddScript("cart", "sleep 3600 & echo grandchild $!; wait");
        await _host.StartAsync();
        var child = LocalHost.ProcessOf(await _host.Reached("cart", KnownResourceStates.Running));
        var grandchild = int.Parse((await _host.Said("cart", line => line.StartsWith("grandchild"))).Split(' ')[1]);
        await _host.Application.StopAsync();

        await Eventually.Gone(child);
        await Eventually.Gone(grandchild);
    }

    [Fact]
    public async Task What_is_used_stops_after_what_uses_it()
    {
        _host.Builder.AddValkey("valkey");
        _host.AddScript("cart", "trap 'echo last words; exit 0' TERM; echo ready; while :; do sleep 3600 & wait; done");
        await _host.StartAsync();
        await _host.Healthy("valkey");
        await _host.Said("cart", line => line == "ready");
        await _host.Application.StopAsync();

        Assert.True(await StopTime("cart") <= await StopTime("valkey"));
    }

    [Fact]
    public async Task A_stopped_resource_stays_stopped_until_it_is_started()
    {
        _host.AddScript("cart", "exec sleep 3600");
        await _host.StartAsync();
        var first = LocalHost.ProcessOf(await _host.Reached("cart", KnownResourceStates.Running));
        await _host.Command("cart", KnownResourceCommands.StopCommand);
        await _host.Reached("cart", KnownResourceStates.Exited);
        await Eventually.Gone(first);
        await _host.Command("cart", KnownResourceCommands.StartCommand);

        Assert.NotEqual(first, LocalHost.ProcessOf(await _host.Reached("cart", KnownResourceStates.Running)));
    }

    [Fact]
    public async Task A_restart_is_a_new_process()
    {
        _host.AddScript("cart", "exec sleep 3600");
        await _host.StartAsync();
        var first = LocalHost.ProcessOf(await _host.Reached("cart", KnownResourceStates.Running));
        await _host.Command("cart", KnownResourceCommands.RestartCommand);
        await _host.Reached("cart", change => change.Snapshot.State?.Text == KnownResourceStates.Running && LocalHost.ProcessOf(change) != first);

        await Eventually.Gone(first);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    private async Task<DateTime> StopTime(string resource) =>
        (await Current(resource)).Snapshot.StopTimeStamp!.Value;

    private Task<ResourceEvent> Current(string resource)
    {
        Assert.True(_host.Application.ResourceNotifications.TryGetCurrentState(resource, out var current));
        return Task.FromResult(current);
    }
}
