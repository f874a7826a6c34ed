using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using OpenFeature.Constant;
using OpenFeature.Error;
using OpenFeature.Model;
using OpenTelemetry;

namespace OpenFeature.Providers.Flagd;

/// <summary>Keeps a resolver connected and reports its state to the API and the log.</summary>
internal sealed class FlagdWatch(FlagdResolver resolver, FlagdOptions options, TimeProvider time, ILogger logger, ChannelWriter<object> events) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Backoff _backoff = new(
        TimeSpan.FromMilliseconds(options.RetryBackoffMs), TimeSpan.FromMilliseconds(options.RetryBackoffMaxMs), Random.Shared);

    private ProviderStatus _status = ProviderStatus.NotReady;
    private ITimer? _grace;
    private string? _loss;
    private bool _isAvailabilityTold;
    private Task _running = Task.CompletedTask;

    /// <summary>Connects. The task ends with the first flags or with the first failure; after that events tell the rest.</summary>
    public Task StartAsync()
    {
        // A request may start this; its span must not become the parent of the connection's spans.
        using (ExecutionContext.SuppressFlow())
            _running = Task.Run(RunAsync);
        return _first.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _first.TrySetCanceled();
        lock (_lock)
            _grace?.Dispose();
    }

    private async Task RunAsync()
    {
        using var unobserved = SuppressInstrumentationScope.Begin();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await resolver.FollowAsync(Heard, _stop.Token);
                Lost("it ended the stream");
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Lost(error is RpcException { Status.Detail: { Length: > 0 } detail } ? detail : error.Message);
            }

            await Task.Delay(_backoff.Next(), time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Heard(Func<IReadOnlyList<string>?> take)
    {
        // Serialize with the end of the grace period, which would otherwise drop the new flags.
        lock (_lock)
        {
            if (take() is not { } changed)
                return;

            var before = _status;
            _status = ProviderStatus.Ready;
            _backoff.Reset();
            _grace?.Dispose();
            if (!_isAvailabilityTold)
                logger.FlagsAvailable();
            _isAvailabilityTold = true;
            if (_first.TrySetResult())
                return;

            if (before != ProviderStatus.Ready)
                Tell(new ProviderEventPayload { Type = ProviderEventTypes.ProviderReady });
            if (changed.Count > 0)
                Tell(new ProviderEventPayload { Type = ProviderEventTypes.ProviderConfigurationChanged, FlagsChanged = [.. changed] });
        }
    }

    private void Lost(string reason)
    {
        lock (_lock)
        {
            _loss = reason;
            if (_status == ProviderStatus.NotReady)
            {
                _status = ProviderStatus.Error;
                _first.TrySetException(new ProviderNotReadyException($"flagd cannot be reached: {reason}"));
                // A service that starts together with the daemon may be ready first; that is not worth a warning.
                _grace = time.CreateTimer(_ => TellLoss(), null, TimeSpan.FromSeconds(options.RetryGracePeriod), Timeout.InfiniteTimeSpan);
            }
            else if (_status == ProviderStatus.Ready)
            {
                _status = ProviderStatus.Stale;
                Tell(new ProviderEventPayload { Type = ProviderEventTypes.ProviderStale, Message = reason });
                _grace = time.CreateTimer(_ => GiveUp(), null, TimeSpan.FromSeconds(options.RetryGracePeriod), Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void GiveUp()
    {
        lock (_lock)
        {
            // The timer may have fired just when the connection came back.
            if (_status != ProviderStatus.Stale)
                return;

            _status = ProviderStatus.Error;
            TellLoss();
            var forgotten = resolver.Forget();
            Tell(new ProviderEventPayload { Type = ProviderEventTypes.ProviderError, ErrorType = ErrorType.ProviderNotReady, Message = _loss });
            // All flags have their defaults now: notify handlers of changes.
            Tell(new ProviderEventPayload { Type = ProviderEventTypes.ProviderConfigurationChanged, FlagsChanged = [.. forgotten] });
        }
    }

    private void TellLoss()
    {
        lock (_lock)
        {
            if (_status != ProviderStatus.Error)
                return;

            _isAvailabilityTold = false;
            logger.FlagsUnavailable(_loss);
        }
    }

    private void Tell(ProviderEventPayload payload) => events.TryWrite(payload);
}
