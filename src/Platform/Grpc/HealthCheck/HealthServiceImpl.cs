using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.HealthCheck;

/// <summary>The health service over statuses that the application sets. <see cref="Watch"/> streams their changes.</summary>
public sealed class HealthServiceImpl : Health.V1.Health.HealthBase
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServingStatus> _statuses = [];
    private readonly Dictionary<string, List<ChannelWriter<ServingStatus>>> _watchers = [];

    /// <summary>Sets the status of a service; the empty name means the whole server.</summary>
    public void SetStatus(string service, ServingStatus status)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_gate)
        {
            if (_statuses.TryGetValue(service, out var former) && former == status) { return; }
            _statuses[service] = status;
            Tell(service, status);
        }
    }

    /// <summary>Makes a service unknown.</summary>
    public void ClearStatus(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_gate)
        {
            if (_statuses.Remove(service)) { Tell(service, ServingStatus.ServiceUnknown); }
        }
    }

    /// <summary>Makes every service unknown.</summary>
    public void ClearAll()
    {
        lock (_gate)
        {
            foreach (var service in _statuses.Keys) { Tell(service, ServingStatus.ServiceUnknown); }
            _statuses.Clear();
        }
    }

    /// <inheritdoc />
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_gate)
        {
            return _statuses.TryGetValue(request.Service, out var status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(new Status(StatusCode.NotFound, $"Service '{request.Service}' is unknown."));
        }
    }

    /// <inheritdoc />
    public override Task<HealthListResponse> List(HealthListRequest request, ServerCallContext context)
    {
        var response = new HealthListResponse();
        lock (_gate)
        {
            foreach (var (service, status) in _statuses) { response.Statuses.Add(service, new HealthCheckResponse { Status = status }); }
        }

        return Task.FromResult(response);
    }

    /// <inheritdoc />
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        // A slow watcher is told the latest status, not each one on the way there.
        var changes = Channel.CreateBounded<ServingStatus>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            if (!_watchers.TryGetValue(request.Service, out var watchers)) { _watchers[request.Service] = watchers = []; }
            watchers.Add(changes.Writer);
            changes.Writer.TryWrite(_statuses.GetValueOrDefault(request.Service, ServingStatus.ServiceUnknown));
        }

        try
        {
            await foreach (var status in changes.Reader.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // This is how a watch ends: the client has seen enough.
        }
        finally
        {
            Forget(request.Service, changes.Writer);
        }
    }

    /// <summary>Ends all watches, because the server stops.</summary>
    internal void EndWatches()
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers.Values.SelectMany(watchers => watchers)) { watcher.TryComplete(); }
        }
    }

    private void Tell(string service, ServingStatus status)
    {
        foreach (var watcher in _watchers.GetValueOrDefault(service, [])) { watcher.TryWrite(status); }
    }

    private void Forget(string service, ChannelWriter<ServingStatus> watcher)
    {
        lock (_gate)
        {
            var watchers = _watchers[service];
            watchers.Remove(watcher);
            if (watchers.Count == 0) { _watchers.Remove(service); }
        }
    }
}
