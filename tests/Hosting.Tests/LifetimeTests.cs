using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OtelShop.Hosting.Lifetime;

namespace OtelShop.Hosting.Tests;

public sealed class LifetimeTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_port_in_use_moves_to_a_free_one_above_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        Assert.InRange(Ports().NextFree(port), port + 1, IPEndPoint.MaxPort);
    }

    [Fact]
    public void Two_endpoints_never_get_one_port()
    {
        var ports = Ports();
        var first = ports.NextFree(20_000);

        Assert.NotEqual(first, ports.NextFree(first));
    }

    [Fact]
    public void Each_crash_in_a_row_waits_twice_as_long_up_to_half_a_minute()
    {
        var backOff = new RestartBackOff(_time);

        var delays = Enumerable.Range(0, 7).Select(_ => backOff.Crashed().TotalSeconds).ToList();

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], delays);
    }

    [Fact]
    public void A_crash_after_a_minute_of_work_counts_as_the_first()
    {
        var backOff = new RestartBackOff(_time);
        backOff.Crashed();
        backOff.Crashed();
        backOff.Started();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromSeconds(1), backOff.Crashed());
        Assert.Equal(1, backOff.Crashes);
    }

    [Fact]
    public void A_process_that_ends_by_itself_has_crashed() =>
        Assert.True(RestartService.IsCrash(KnownResourceStates.Running, KnownResourceStates.Finished, exitCode: 139));

    [Fact]
    public void A_process_that_the_user_stops_has_not_crashed() =>
        Assert.False(RestartService.IsCrash(KnownResourceStates.Stopping, KnownResourceStates.Finished, exitCode: 0));

    [Fact]
    public void A_repeated_state_is_no_second_crash() =>
        Assert.False(RestartService.IsCrash(KnownResourceStates.Finished, KnownResourceStates.Finished, exitCode: 1));

    [Fact]
    public void A_crash_that_is_reported_again_while_the_restart_waits_counts_once() =>
        Assert.False(RestartService.IsCrash("Restarting in 1 s", KnownResourceStates.Finished, exitCode: 1));

    [Theory]
    [InlineData("2026-11-28T19:24:38.860Z \u001b[32minfo\u001b[0m: Ready", "2026-11-28T19:24:38.860Z info: Ready")]
    [InlineData("2026-11-28T19:24:38.860Z 2026-11-28T19:24:38.859Z info: Ready", "2026-11-28T19:24:38.860Z info: Ready")]
    [InlineData("2026-11-28T19:24:38.860Z 2026-11-28 19:24:38.319 UTC [13166] LOG:  starting", "2026-11-28T19:24:38.860Z [13166] LOG:  starting")]
    [InlineData("2026-11-28T19:24:38.860Z 26963:M 28 Nov 2026 19:41:34.646 * Ready", "2026-11-28T19:24:38.860Z * Ready")]
    public void A_kept_line_has_one_time_and_no_colours(string written, string kept)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "cart.log");
        using (var file = new RotatingLogFile(path))
            file.WriteLine(written);

        Assert.Equal([kept], File.ReadAllLines(path));
    }

    [Fact]
    public void A_log_file_keeps_the_lines_of_earlier_runs_up_to_its_limit()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "cart.log");
        foreach (var line in new[] { "first", "second", "third" })
        {
            using var file = new RotatingLogFile(path, maxBytes: 10);
            file.WriteLine(line);
            file.Flush();
        }

        Assert.Equal(["first", "second"], File.ReadAllLines(Path.Combine(folder.Path, "cart.1.log")));
        Assert.Equal(["third"], File.ReadAllLines(path));
    }

    private static PortAssignment Ports() => new(new ConfigurationBuilder().Build(), NullLogger<PortAssignment>.Instance);
}
