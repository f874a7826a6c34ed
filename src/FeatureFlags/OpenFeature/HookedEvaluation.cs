using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OpenFeature.Constant;
using OpenFeature.Error;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>An evaluation that hooks look at.</summary>
internal readonly struct HookedEvaluation<T>(
    Evaluation<T> evaluation, HookContext<T> context, ImmutableArray<Hook> hooks, IReadOnlyDictionary<string, object>? hints, ILogger logger)
{
    public async ValueTask<FlagEvaluationDetails<T>> RunAsync()
    {
        FlagEvaluationDetails<T> details;
        try
        {
            await BeforeAsync().ConfigureAwait(false);
            details = Evaluation<T>.DetailsOf(await evaluation.ResolveAsync(context.EvaluationContext).ConfigureAwait(false));
            if (details.ErrorType == ErrorType.None)
                await AfterAsync(details).ConfigureAwait(false);
            else
                await ErrorAsync(new FeatureProviderException(details.ErrorType, details.ErrorMessage)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Only hooks throw here; provider exceptions become results.
            details = Evaluation<T>.DetailsOf(evaluation.Failed(error));
            await ErrorAsync(error).ConfigureAwait(false);
        }

        await FinallyAsync(details).ConfigureAwait(false);
        return details;
    }

    private async ValueTask BeforeAsync()
    {
        for (var i = 0; i < hooks.Length; i++)
        {
            var added = await hooks[i].BeforeAsync(context, hints, evaluation.CancellationToken).ConfigureAwait(false);
            if (added is { IsEmpty: false })
                context.EvaluationContext = EvaluationContext.Merge(context.EvaluationContext, added);
        }
    }

    private async ValueTask AfterAsync(FlagEvaluationDetails<T> details)
    {
        for (var i = hooks.Length - 1; i >= 0; i--)
            await hooks[i].AfterAsync(context, details, hints, evaluation.CancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ErrorAsync(Exception error)
    {
        for (var i = hooks.Length - 1; i >= 0; i--)
        {
            try
            {
                await hooks[i].ErrorAsync(context, error, hints, evaluation.CancellationToken).ConfigureAwait(false);
            }
            catch (Exception broken)
            {
                logger.HookFailed(broken, hooks[i].GetType().Name, evaluation.FlagKey);
            }
        }
    }

    private async ValueTask FinallyAsync(FlagEvaluationDetails<T> details)
    {
        for (var i = hooks.Length - 1; i >= 0; i--)
        {
            try
            {
                await hooks[i].FinallyAsync(context, details, hints, evaluation.CancellationToken).ConfigureAwait(false);
            }
            catch (Exception broken)
            {
                logger.HookFailed(broken, hooks[i].GetType().Name, evaluation.FlagKey);
            }
        }
    }
}
