using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace OtelShop.Hosting.Processes;

/// <summary>Gives a resource, and what depends on it as a child, the state of the process that stands in for its container.</summary>
internal sealed class BackingStateMirror(DistributedApplicationModel model, ResourceNotificationService notifications, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var states = new Dictionary<string, string?>();
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                var state = change.Snapshot.State?.Text;
                if (!change.Resource.TryGetLastAnnotation<BackingProcessAnnotation>(out var backing) || states.GetValueOrDefault(change.ResourceId) == state)
                    continue;
                states[change.ResourceId] = state;
                // Health checks back off for seconds after a refused connection: let them begin when the server listens.
                if (state == KnownResourceStates.Running)
                    await WaitUntilListeningAsync(backing.Endpoint.Port, change.ResourceId, stoppingToken);
                foreach (var resource in model.Resources.OfType<IResourceWithParent>().Where(child => child.Parent == backing.Server).Prepend(backing.Server))
                    await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = change.Snapshot.State, StartTimeStamp = change.Snapshot.StartTimeStamp, StopTimeStamp = change.Snapshot.StopTimeStamp });
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The AppHost stops.
        }
    }

    private async Task WaitUntilListeningAsync(int port, string processId, CancellationToken stoppingToken)
    {
        while (notifications.TryGetCurrentState(processId, out var current) && current.Snapshot.State?.Text == KnownResourceStates.Running)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", port, stoppingToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(Interval, time, stoppingToken);
            }
        }
    }
}
