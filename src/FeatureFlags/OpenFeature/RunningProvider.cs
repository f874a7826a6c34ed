using OpenFeature.Constant;
using OpenFeature.Error;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>A provider between its initialization and its shutdown.</summary>
internal sealed class RunningProvider(FeatureProvider provider, EventHandlers handlers)
{
    private readonly Lock _lock = new();
    private Task? _initialized;

    /// <summary>Initializes the provider, once. Its own events are heard after that, so that none of them is overtaken.</summary>
    public Task InitializeAsync(EvaluationContext context)
    {
        lock (_lock)
        {
            if (_initialized is not null)
                return _initialized;

            _initialized = InitializeProviderAsync(context);
            _ = HearAsync(_initialized);
            return _initialized;
        }
    }

    public async Task StopAsync()
    {
        provider.GetEventChannel().Writer.TryComplete();
        await provider.ShutdownAsync().ConfigureAwait(false);
        provider.Status = ProviderStatus.NotReady;
    }

    private async Task InitializeProviderAsync(EvaluationContext context)
    {
        try
        {
            await provider.InitializeAsync(context).ConfigureAwait(false);
            Raise(new ProviderEventPayload { Type = ProviderEventTypes.ProviderReady });
        }
        catch (Exception error)
        {
            Raise(new ProviderEventPayload
            {
                Type = ProviderEventTypes.ProviderError,
                ErrorType = (error as FeatureProviderException)?.ErrorType ?? ErrorType.General,
                Message = error.Message,
            });
        }
    }

    private async Task HearAsync(Task initialized)
    {
        await initialized.ConfigureAwait(false);
        await foreach (var item in provider.GetEventChannel().Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (item is ProviderEventPayload payload)
                Raise(payload);
        }
    }

    private void Raise(ProviderEventPayload payload)
    {
        payload.ProviderName ??= provider.GetMetadata()?.Name;
        provider.Status = payload.Type switch
        {
            ProviderEventTypes.ProviderReady => ProviderStatus.Ready,
            ProviderEventTypes.ProviderStale => ProviderStatus.Stale,
            ProviderEventTypes.ProviderError => payload.ErrorType is ErrorType.ProviderFatal ? ProviderStatus.Fatal : ProviderStatus.Error,
            _ => provider.Status,
        };
        handlers.Raise(provider, payload);
    }
}
