using System.Runtime.CompilerServices;
using OtelShop.Dashboard.Resources;

namespace Aspire.Hosting.Dashboard;

/// <summary>The resources of the model, as the dashboard sees them.</summary>
internal sealed class HostedResources(
    ResourceNotificationService notifications, ResourceLoggerService logs, ResourceCommandService commands, Secrets secrets) : IResourceSource
{
    public async IAsyncEnumerable<ResourceView> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
            yield return ResourceViews.Of(change, secrets);
    }

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(
        string resourceName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!IsKnown(resourceName))
            yield break;
        await foreach (var lines in logs.WatchTimedAsync(resourceName).WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return [.. lines.Select(Line)];
    }

    public IReadOnlyList<ConsoleLine> ReadConsole(string resourceName, int count) =>
        IsKnown(resourceName) ? [.. logs.Of(resourceName).Lines().TakeLast(count).Select(Line)] : [];

    public void ClearConsole(string resourceName)
    {
        if (IsKnown(resourceName))
            logs.ClearBacklog(resourceName);
    }

    public async Task<string?> ExecuteAsync(string resourceName, string command, CancellationToken cancellationToken)
    {
        var result = await commands.ExecuteCommandAsync(resourceName, command, cancellationToken).ConfigureAwait(false);
        return result.Success ? null : result.Canceled ? "It was given up." : secrets.Hide(result.ErrorMessage) ?? "It failed and did not say why.";
    }

    // Asking for a log makes one; names come from outside.
    private bool IsKnown(string resourceName) => notifications.TryGetCurrentState(resourceName, out _);

    private static ConsoleLine Line(TimedLine timed) =>
        new(timed.Line.LineNumber, timed.ReceivedAt, timed.Line.Content, timed.Line.IsErrorMessage);
}
