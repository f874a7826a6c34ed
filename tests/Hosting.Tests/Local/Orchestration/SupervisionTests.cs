using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Local.Orchestration;

public sealed class SupervisionTests : IAsyncLifetime
{
    private readonly LocalHost _host = new();

    [Fact]
    public async Task A_crashed_service_is_started_again_on_the_same_port()
    {
        _host.AddScript("cart", "echo listening on $PORT; [ -e crashed ] || { : >crashed; exit 1; }; exec sleep 3600").WithHttpEndpoint(env: "PORT");
        await _host.StartAsync();
        var restarted = await _host.Reached("cart", change => change.Snapshot is { State.Text: "Running" } && Restarts(change) == 1);
        var port = new Uri(restarted.Snapshot.Urls.Single().Url).Port;

        Assert.Equal($"listening on {port}", await _host.Said("cart", line => line.StartsWith("listening")));
    }

    [Fact]
    public async Task A_crash_is_told_with_the_last_lines_and_the_way_to_all_of_them()
    {
        _host.AddScript("cart", "echo 'out of coffee' >&2; exit 3");
        await _host.StartAsync();

        var notice = await _host.Console.Notice("cart ended with exit code 3");
        Assert.Contains("out of coffee", notice);
        Assert.Contains(_host.Scratch.File("data/logs/cart.log"), notice);
    }

    [Fact]
    public async Task A_service_that_only_crashes_is_no_longer_waited_for_but_still_tried()
    {
        _host.AddScript("cart", "exit 1");
        await _host.StartAsync();

        Assert.True(Restarts(await _host.Reached("cart", KnownResourceStates.Exited)) > 4);
    }

    [Fact]
    public async Task A_missing_program_is_named_and_the_rest_keeps_running()
    {
        _host.Builder.AddExecutable("quote", "no-such-program", "/");
        _host.AddScript("cart", "exec sleep 3600");
        await _host.StartAsync();
        await _host.Reached("quote", KnownResourceStates.FailedToStart);

        Assert.Contains("'no-such-program' was not found", await _host.Console.Notice("quote could not be started"));
        await _host.Reached("cart", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_job_that_has_done_its_work_is_not_started_again()
    {
        _host.AddScript("job", "echo done");
        await _host.StartAsync();

        Assert.Equal(0, (await _host.Reached("job", KnownResourceStates.Finished)).Snapshot.ExitCode);
    }

    [Fact]
    public async Task A_taken_port_moves_to_the_next_one_and_the_console_says_so()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var host = new LocalHost(null, "--DcpPublisher:RandomizePorts=false");
        host.AddScript("shop", "exec sleep 3600").WithHttpEndpoint(port: port);
        await host.StartAsync();

        Assert.StartsWith($"Port {port} is in use by another program: shop listens on", await host.Console.Notice("in use"));
        Assert.DoesNotContain($":{port}", (await host.Reached("shop", KnownResourceStates.Running)).Snapshot.Urls.Single().Url);
    }

    [Fact]
    public async Task A_service_is_healthy_only_when_its_checks_say_so()
    {
        var isUp = false;
        _host.Builder.Services.AddHealthChecks().AddCheck("up", () => isUp ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("still loading"));
        _host.AddScript("cart", "exec sleep 3600").WithHealthCheck("up");
        await _host.StartAsync();
        await _host.Reached("cart", change => change.Snapshot.HealthReports.Any(report => report.Description == "still loading"));
        isUp = true;

        await _host.Healthy("cart");
    }

    [Fact]
    public async Task The_console_tells_the_end_of_the_start_and_what_is_broken()
    {
        _host.AddScript("cart", "exec sleep 3600");
        _host.Builder.AddExecutable("quote", "no-such-program", "/");
        await _host.StartAsync();

        Assert.Matches("^Started in .* s without quote; the reasons are above.$", (await _host.Console.StartedWith)[0]);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    private static int Restarts(ResourceEvent change) =>
        change.Snapshot.Properties.FirstOrDefault(property => property.Name == "restarts")?.Value as int? ?? 0;
}
