using Microsoft.Extensions.Hosting;

namespace OtelShop.FaultInjection;

/// <summary>What flags do to a request before it is carried out: it waits, or it fails.</summary>
internal sealed class RequestFaults(FaultFlags flags, FaultTelemetry telemetry, TimeProvider clock, Random random, IHostApplicationLifetime lifetime)
{
    /// <summary>No request waits longer, whatever the flag says.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Is complete at once when nothing is to happen.</summary>
    /// <param name="cancellationToken">Ends the wait when the caller has left.</param>
    /// <exception cref="InjectedFaultException">The request fails.</exception>
    public Task AffectAsync(CancellationToken cancellationToken)
    {
        var latency = flags.NumberAsync(FaultNames.Latency);
        var failing = flags.NumberAsync(FaultNames.ErrorBudgetBurn);
        return latency is { IsCompletedSuccessfully: true, Result: 0 } && failing is { IsCompletedSuccessfully: true, Result: 0 }
            ? Task.CompletedTask
            : AffectAsync(latency, failing, cancellationToken);
    }

    private async Task AffectAsync(ValueTask<double> latency, ValueTask<double> failing, CancellationToken cancellationToken)
    {
        var milliseconds = await latency;
        var share = await failing;
        if (milliseconds > 0)
            await WaitAsync(TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestWait.TotalMilliseconds)), cancellationToken);
        if (random.NextDouble() >= share)
            return;

        telemetry.Injected(FaultNames.ErrorBudgetBurn);
        throw new InjectedFaultException(FaultNames.ErrorBudgetBurn);
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        telemetry.Injected(FaultNames.Latency);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await Task.Delay(time, clock, ends.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The service stops: what it has accepted it still carries out, without more waiting.
        }
    }
}

/// <summary>A request failed because a flag said so. It is answered like any fault of the service: INTERNAL, or 500.</summary>
internal sealed class InjectedFaultException(string flag) : Exception($"{flag} is on, and this request is one of those that fail.");
