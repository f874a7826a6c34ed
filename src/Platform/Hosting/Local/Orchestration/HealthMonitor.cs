using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>Asks the health checks of a running resource, often until it is healthy and seldom afterwards.</summary>
internal sealed class HealthMonitor(HealthCheckService checks, TimeProvider time, ILogger<HealthMonitor> logger)
{
    private static readonly TimeSpan Starting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Unhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(10);

    /// <summary>One check may not hold up what is known about the others.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>After this long a person wants to know why a resource does not become healthy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs until cancelled.</summary>
    /// <param name="patient">Whose checks to ask, and where to tell the result.</param>
    /// <param name="onHealthy">Called once, when every check has passed for the first time.</param>
    /// <param name="cancellationToken">Ends the monitoring.</param>
    public async Task RunAsync(Patient patient, Func<Task> onHealthy, CancellationToken cancellationToken)
    {
        var keys = patient.Resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet(StringComparer.Ordinal);
        if (keys.Count == 0)
        {
            await onHealthy();
            return;
        }

        var started = time.GetTimestamp();
        var wasHealthy = false;
        var complained = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            var reports = await CheckAsync(keys, cancellationToken);
            await patient.Status.HealthAsync(reports);
            var isHealthy = reports.All(report => report.Status == HealthStatus.Healthy);
            if (isHealthy && !wasHealthy)
            {
                wasHealthy = true;
                await onHealthy();
            }

            if (!wasHealthy && !complained && time.GetElapsedTime(started) > Patience)
            {
                complained = true;
                logger.NotHealthyYet(patient.Status.Id, Patience.TotalSeconds, Reason(reports), patient.TakeStory());
            }

            await Task.Delay(isHealthy ? Healthy : wasHealthy ? Unhealthy : Starting, time, cancellationToken);
        }
    }

    private static string Reason(ImmutableArray<HealthReportSnapshot> reports) => string.Join("; ", reports
        .Where(report => report.Status != HealthStatus.Healthy)
        .Select(report => report.Description ?? report.ExceptionText?.Split('\n')[0] ?? report.Name));

    private async Task<ImmutableArray<HealthReportSnapshot>> CheckAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        try
        {
            var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), limited.Token);
            return [.. keys.Select(key => Snapshot(key, report))];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [.. keys.Select(key => new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"no answer within {Limit.TotalSeconds} s", null))];
        }
    }

    private HealthReportSnapshot Snapshot(string key, HealthReport report) => report.Entries.TryGetValue(key, out var entry)
        ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.ToString()) { LastRunAt = time.GetUtcNow().UtcDateTime }
        : new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"no health check is registered as '{key}'", null);
}
