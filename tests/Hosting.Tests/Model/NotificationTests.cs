using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Tests.Model;

public sealed class NotificationTests : IDisposable
{
    private readonly Drawing _drawing = new();
    private readonly DistributedApplication _application;
    private readonly ResourceNotificationService _states;
    private readonly IResource _cart;
    private readonly IResource _frontend;

    public NotificationTests()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image");
        _cart = cart.Resource;
        _frontend = _drawing.Builder.AddContainer("frontend", "image").WaitFor(cart, WaitBehavior.StopOnResourceUnavailable).Resource;
        _application = _drawing.Builder.Build();
        _states = _application.ResourceNotifications;
    }

    [Fact]
    public async Task A_state_reached_before_is_found()
    {
        await Say(_cart, s => s with { State = KnownResourceStates.Running });

        await _states.WaitForResourceAsync("CART");
        Assert.Equal("Running", await _states.WaitForResourceAsync("cart", ["Exited", "Running"]));
    }

    [Fact]
    public async Task A_state_reached_later_is_waited_for()
    {
        var wait = _states.WaitForResourceAsync("cart", KnownResourceStates.Exited);
        Assert.False(wait.IsCompleted);

        await Say(_cart, s => s with { State = KnownResourceStates.Exited });
        await wait;
    }

    [Fact]
    public async Task Healthy_is_who_runs_passes_its_checks_and_has_made_ready()
    {
        var ready = new TaskCompletionSource();
        var wait = _states.WaitForResourceHealthyAsync("cart");
        await Say(_cart, s => s with { State = KnownResourceStates.Running, HealthReports = Reports(HealthStatus.Healthy, null) });
        await Say(_cart, s => s with { HealthReports = Reports(HealthStatus.Healthy, HealthStatus.Healthy), Ready = ready.Task });

        Assert.False(wait.IsCompleted);
        ready.SetResult();
        Assert.Equal(HealthStatus.Healthy, (await wait).Snapshot.HealthStatus);
    }

    [Fact]
    public void Who_does_not_run_is_neither_healthy_nor_unhealthy()
    {
        var stopped = new CustomResourceSnapshot { ResourceType = "Container", Properties = [], State = KnownResourceStates.Exited };

        Assert.Null(stopped.HealthStatus);
        Assert.Equal(HealthStatus.Healthy, (stopped with { State = KnownResourceStates.Running }).HealthStatus);
    }

    [Fact]
    public async Task Who_waits_for_a_failure_is_told_if_it_wants()
    {
        var wait = _states.WaitForDependenciesAsync(_frontend, default);

        await Say(_cart, s => s with { State = KnownResourceStates.Exited, ExitCode = 7 });

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => wait);
        Assert.Contains("exit code 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watcher_sees_what_is_and_what_comes()
    {
        await Say(_cart, s => s with { State = "first" });
        await using var watch = _states.WatchAsync().GetAsyncEnumerator();

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("first", watch.Current.Snapshot.State!.Text);
        await Say(_cart, s => s with { State = "second" });
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("second", watch.Current.Snapshot.State!.Text);
    }

    [Fact]
    public async Task Waiting_ends_with_the_application()
    {
        var wait = _states.WaitForResourceAsync("cart");

        await _application.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    public void Dispose()
    {
        _application.Dispose();
        _drawing.Dispose();
    }

    private static ImmutableArray<HealthReportSnapshot> Reports(params HealthStatus?[] statuses) =>
        [.. statuses.Select((s, i) => new HealthReportSnapshot($"check{i}", s, null, null))];

    private Task Say(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => _states.PublishUpdateAsync(resource, change);
}
