using OpenFeature;
using OpenFeature.Error;
using OpenFeature.Model;
using OpenFeature.Providers.Flagd;

namespace OtelShop.FaultInjection;

/// <summary>
/// Evaluates the flags that concern every request. Hooks would note each evaluation on the span; so the provider is asked first, and only
/// what is on is evaluated in the usual way, hooks included. A flag that cannot be on for any context is not evaluated.
/// </summary>
internal sealed class FaultFlags(Api api, IFeatureClient flags)
{
    /// <summary>The value of a number flag; 0 while it is off, negative or cannot be evaluated.</summary>
    public ValueTask<double> NumberAsync(string flag)
    {
        if (IsNeverOn(flag))
            return default;
        var probe = ProbeNumber(flag);
        return probe is { IsCompletedSuccessfully: true, Result.Value: not > 0 } ? default : ConfirmNumberAsync(flag, probe);
    }

    /// <summary>Whether a boolean flag is on for calls with this context.</summary>
    public ValueTask<bool> IsOnAsync(string flag, EvaluationContext call)
    {
        if (IsNeverOn(flag))
            return default;
        var probe = ProbeBoolean(flag, call);
        return probe is { IsCompletedSuccessfully: true, Result.Value: false } ? default : ConfirmBooleanAsync(flag, call, probe);
    }

    private bool IsNeverOn(string flag) => api.GetProvider() is FlagdProvider flagd && flagd.IsNeverOn(flag);

    private async ValueTask<double> ConfirmNumberAsync(string flag, Task<ResolutionDetails<double>> probe)
    {
        await ((Task)probe).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return probe is { IsCompletedSuccessfully: true, Result.Value: > 0 } && await flags.GetDoubleValueAsync(flag, 0) is var value and > 0 ? value : 0;
    }

    private async ValueTask<bool> ConfirmBooleanAsync(string flag, EvaluationContext call, Task<ResolutionDetails<bool>> probe)
    {
        await ((Task)probe).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return probe is { IsCompletedSuccessfully: true, Result.Value: true } && await flags.GetBooleanValueAsync(flag, false, call);
    }

    private Task<ResolutionDetails<double>> ProbeNumber(string flag)
    {
        try
        {
            return api.GetProvider().ResolveDoubleValueAsync(flag, 0, Context(null));
        }
        catch (FeatureProviderException error)
        {
            return Task.FromException<ResolutionDetails<double>>(error);
        }
    }

    private Task<ResolutionDetails<bool>> ProbeBoolean(string flag, EvaluationContext call)
    {
        try
        {
            return api.GetProvider().ResolveBooleanValueAsync(flag, false, Context(call));
        }
        catch (FeatureProviderException error)
        {
            return Task.FromException<ResolutionDetails<bool>>(error);
        }
    }

    private EvaluationContext Context(EvaluationContext? call)
    {
        var service = api.GetContext();
        var session = api.GetTransactionContext();
        if (session.Count == 0 && call is null)
            return service;

        var all = EvaluationContext.Builder().Merge(service).Merge(session);
        return (call is null ? all : all.Merge(call)).Build();
    }
}
