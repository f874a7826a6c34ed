using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using OtelShop.Hosting.Lifetime;
using OtelShop.Testing.Services;

namespace OtelShop.Hosting.Tests;

/// <summary>What the console says of processes that end, from the states that DCP reports.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private static readonly DateTime End = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<RestartService> _log = new();
    private DataDirectory _data = null!;
    private DistributedApplication _app = null!;
    private RestartService _restarts = null!;
    private ResourceNotificationService _states = null!;
    private ExecutableResource _program = null!;
    private ExecutableResource _dashboard = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        _program = builder.AddExecutable("program", "true", "/").WithAnnotation(new RestartAnnotation()).Resource;
        _dashboard = builder.AddExecutable(RestartService.Dashboard, "true", "/").Resource;
        var probe = builder.AddExecutable("probe", "true", "/").WithAnnotation(new RestartAnnotation()).Resource;
        _app = builder.Build();
        _data = DataDirectory.Open(_folder.Path, fresh: false);
        _states = _app.Services.GetRequiredService<ResourceNotificationService>();
        _restarts = new RestartService(_states, _app.Services.GetRequiredService<ResourceCommandService>(), _data, _time, _app.Services.GetRequiredService<IHostApplicationLifetime>(), _log);
        await _restarts.StartAsync(CancellationToken.None);
        // It watches from some moment on: until then it sees the last state only.
        var end = End;
        await Eventually.HoldsAsync(async () =>
        {
            await CrashAsync(probe, end = end.AddSeconds(1));
            return Lines("probe ended").Count > 0;
        });
    }

    public async ValueTask DisposeAsync()
    {
        _app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _restarts.StopAsync(CancellationToken.None);
        _restarts.Dispose();
        await _app.DisposeAsync();
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_end_that_is_reported_again_while_the_next_process_starts_is_one_crash()
    {
        await CrashAsync(_program, End);
        await Eventually.HoldsAsync(() => Lines("program ended").Count == 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(() => Lines("program could not be started again").Count == 1);

        await ReportAsync(_program, KnownResourceStates.Starting, End, -1);
        await ReportAsync(_program, KnownResourceStates.Finished, End, -1);
        await CrashAsync(_program, End.AddMinutes(1));
        await Eventually.HoldsAsync(() => Lines("program ended").Count > 1);

        Assert.Equal([1, 2], Lines("program ended").Select(line => line.Contains("(crash 1 in a row)", StringComparison.Ordinal) ? 1 : 2));
    }

    [Fact]
    public async Task A_process_that_the_user_stopped_has_not_crashed_when_its_end_is_reported_again()
    {
        await ReportAsync(_program, KnownResourceStates.Running, end: null, exitCode: null);
        await ReportAsync(_program, KnownResourceStates.Stopping, end: null, exitCode: null);
        await ReportAsync(_program, KnownResourceStates.Finished, End, 0);
        await ReportAsync(_program, KnownResourceStates.Starting, End, 0);
        await ReportAsync(_program, KnownResourceStates.Finished, End, 0);
        await CrashAsync(_program, End.AddMinutes(1));
        await Eventually.HoldsAsync(() => Lines("program ended").Count > 0);

        Assert.Contains("exit code -1", Assert.Single(Lines("program ended")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_that_ends_is_named_with_the_way_to_get_it_back()
    {
        await CrashAsync(_dashboard, End);
        await Eventually.HoldsAsync(() => Lines("dashboard").Count > 0);

        Assert.Equal("The dashboard ended with exit code -1, and Aspire cannot start it again. The shop runs on; Ctrl+C and a new start bring it back.", Assert.Single(Lines("dashboard")));
    }

    private List<string> Lines(string text) => [.. _log.Collector.GetSnapshot().Select(record => record.Message).Where(line => line.Contains(text, StringComparison.Ordinal))];

    private async Task CrashAsync(IResource resource, DateTime end)
    {
        await ReportAsync(resource, KnownResourceStates.Running, end: null, exitCode: null);
        await ReportAsync(resource, KnownResourceStates.Finished, end, -1);
    }

    private Task ReportAsync(IResource resource, string state, DateTime? end, int? exitCode) => _states.PublishUpdateAsync(
        resource, resource.Name, snapshot => snapshot with { State = state, StopTimeStamp = end, ExitCode = exitCode, Commands = ImmutableArray<ResourceCommandSnapshot>.Empty });
}
