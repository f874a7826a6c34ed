using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OtelShop.Hosting.Lifetime;

/// <summary>Says once, when everything is healthy, where a person finds what runs.</summary>
internal sealed class ReadyMessage(
    DistributedApplicationModel model, ResourceNotificationService notifications, IConfiguration configuration, TimeProvider time, ILogger<ReadyMessage> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly long _start = time.GetTimestamp();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var missing = new ConcurrentDictionary<string, bool>(
            model.Resources.Where(IsAwaited).Select(resource => KeyValuePair.Create(resource.Name, false)));
        await using var patience = time.CreateTimer(_ => logger.Ready(Compose($"Still starting after {Seconds()}: {string.Join(", ", missing.Keys.Order())}.")), null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                if (change.Snapshot.HealthStatus == HealthStatus.Healthy && missing.TryRemove(change.Resource.Name, out var _) && missing.IsEmpty)
                    break;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        logger.Ready(Compose($"Everything is healthy after {Seconds()}."));
    }

    private static bool IsAwaited(IResource resource) =>
        resource.HasAnnotationOfType<HealthCheckAnnotation>() && !resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    private string Seconds() => string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_start).TotalSeconds:0} s");

    private string Compose(string result)
    {
        var text = new StringBuilder(result).Append(" Ctrl+C stops it.");
        foreach (var (name, url) in Addresses())
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {name,-14} {url}");
        return text.ToString();
    }

    private IEnumerable<(string Name, string Url)> Addresses()
    {
        foreach (var resource in model.Resources.Where(resource => resource.HasAnnotationOfType<RestartAnnotation>() && resource.HasAnnotationOfType<ResourceUrlsCallbackAnnotation>()))
        {
            if (notifications.TryGetCurrentState(resource.Name, out var current) && current.Snapshot.State?.Text == KnownResourceStates.Running
                && current.Snapshot.Urls.FirstOrDefault(url => url.DisplayProperties.DisplayName.Length > 0) is { } shown)
                yield return (shown.DisplayProperties.DisplayName, shown.Url);
        }

        if (configuration["ASPNETCORE_URLS"] is { Length: > 0 } dashboard && configuration[AppHostSettings.BrowserToken] is { Length: > 0 } token)
            yield return ("Dashboard", $"{dashboard.Split(';')[0].TrimEnd('/')}/login?t={token}");
    }
}
