using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OtelShop.Dashboard.Resources;

namespace Aspire.Hosting.Dashboard;

/// <summary>What is known about a resource, in the words of the dashboard and without secrets.</summary>
internal static class ResourceViews
{
    public static ResourceView Of(ResourceEvent change, Secrets secrets)
    {
        var known = change.Snapshot;
        var isRunning = known.State?.Text == KnownResourceStates.Running;
        return new ResourceView
        {
            Name = change.ResourceId,
            DisplayName = change.Resource.Name,
            ResourceType = known.ResourceType,
            State = known.State?.Text,
            StateStyle = known.State?.Style == KnownResourceStateStyles.Warn ? "warning" : known.State?.Style,
            Health = HealthOf(known.HealthStatus),
            IsHidden = known.IsHidden,
            ExitCode = known.ExitCode,
            CreatedAt = Utc(known.CreationTimeStamp),
            StartedAt = Utc(known.StartTimeStamp),
            StoppedAt = Utc(known.StopTimeStamp),
            Source = secrets.Hide(known.Properties.FirstOrDefault(property => property.Name == CustomResourceKnownProperties.Source)?.Value?.ToString()),
            Urls = [.. known.Urls.Select(url => UrlOf(url, isRunning, secrets))],
            Environment = [.. known.EnvironmentVariables.Select(variable => secrets.Variable(variable.Name, variable.Shown ?? variable.Value))],
            Properties =
            [
                .. known.Properties.Where(property => property.Name != CustomResourceKnownProperties.Source)
                    .Select(property => secrets.Variable(property.Name, Text(property.Value), property.IsSensitive)),
            ],
            HealthReports = [.. known.HealthReports.Select(report => new ResourceHealthReport(
                report.Name, HealthOf(report.Status), secrets.Hide(report.Description), secrets.Hide(report.ExceptionText), Utc(report.LastRunAt)))],
            Relationships = [.. known.Relationships.Select(relationship => new ResourceRelationship(relationship.ResourceName, relationship.Type)).Distinct()],
            Volumes = [.. known.Volumes.Select(volume => new ResourceVolume(volume.Source, volume.Target, volume.IsReadOnly))],
            Commands = [.. known.Commands.Where(command => command.State != ResourceCommandState.Hidden).Select(CommandOf)],
        };
    }

    private static ResourceUrl UrlOf(UrlSnapshot url, bool isRunning, Secrets secrets) => new(
        url.Name, secrets.Hide(url.Url)!, url.DisplayProperties.DisplayName is { Length: > 0 } text ? text : null, url.IsInternal, url.IsInactive || !isRunning);

    private static ResourceCommand CommandOf(ResourceCommandSnapshot command) => new(
        command.Name, command.DisplayName, command.DisplayDescription, command.ConfirmationMessage, command.IsHighlighted,
        command.State == ResourceCommandState.Enabled);

    private static ResourceHealth? HealthOf(HealthStatus? status) => status switch
    {
        HealthStatus.Healthy => ResourceHealth.Healthy,
        HealthStatus.Degraded => ResourceHealth.Degraded,
        HealthStatus.Unhealthy => ResourceHealth.Unhealthy,
        _ => null,
    };

    private static string? Text(object? value) => value switch
    {
        string text => text,
        IEnumerable items => string.Join(' ', items.Cast<object?>().Select(item => Quoted(Text(item) ?? ""))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };

    private static string Quoted(string argument) => argument.Length == 0 || argument.Any(char.IsWhiteSpace) ? $"\"{argument}\"" : argument;

    private static DateTimeOffset? Utc(DateTime? time) => time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;
}
