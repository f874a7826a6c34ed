using Microsoft.Extensions.Options;
using OtelShop.ServiceMap.Spans;
using OtelShop.ServiceMap.Traffic;

namespace OtelShop.ServiceMap.Follow;

/// <summary>Keeps the stream of spans open, and opens it again with back-off when it ends.</summary>
internal sealed partial class SpanFollower(
    DashboardClient dashboard, TrafficStore traffic, FollowStatus status, IOptions<ServiceMapOptions> options, TimeProvider time, ILogger<SpanFollower> logger)
    : BackgroundService
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private TimeSpan _wait = ShortestWait;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
                Report($"The dashboard at {options.Value.DashboardUrl} has ended the stream of spans; it is being opened again.");
            }
            catch (DashboardRefusedException error)
            {
                Report(error.Message);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                Report($"The dashboard at {options.Value.DashboardUrl} cannot be reached: start it, or set ServiceMap:DashboardUrl to its address.");
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(_wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _wait = TimeSpan.FromTicks(Math.Min(2 * _wait.Ticks, LongestWait.Ticks));
        }
    }

    // Once for each change: an attempt every few seconds is no news.
    private void Report(string problem)
    {
        if (status.Report(problem))
            LogProblem(problem);
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await using var stream = await dashboard.OpenAsync(cancellation);
        traffic.BeginReplay();
        status.Report(null);
        LogConnected(options.Value.DashboardUrl!);
        _wait = ShortestWait;
        var reader = new SpanReader(options.Value);
        List<SpanRecord> calls = [];
        await foreach (var line in LineReader.ReadAsync(stream, cancellation))
        {
            calls.Clear();
            var isWhole = reader.TryRead(line, calls);
            status.Count(calls.Count, isWhole);
            foreach (var call in calls)
                traffic.Add(call);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Following the spans of the dashboard at {url.full}", EventName = "service_map.dashboard.connected")]
    private partial void LogConnected([TagName("url.full")] Uri dashboard);

    [LoggerMessage(2, LogLevel.Warning, "{error.message}", EventName = "service_map.dashboard.failed")]
    private partial void LogProblem([TagName("error.message")] string problem);
}
