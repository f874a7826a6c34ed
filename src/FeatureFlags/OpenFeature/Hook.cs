using OpenFeature.Model;

namespace OpenFeature;

/// <summary>Looks at evaluations: before in the order API, client, invocation, provider; afterwards the other way round.</summary>
public abstract class Hook
{
    /// <summary>Runs before the provider evaluates.</summary>
    /// <typeparam name="T">The type of the flag's value.</typeparam>
    /// <param name="context">The evaluation.</param>
    /// <param name="hints">Hints of the caller.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>Values to add to the context of the evaluation.</returns>
    public virtual ValueTask<EvaluationContext> BeforeAsync<T>(
        HookContext<T> context, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default) =>
        new(EvaluationContext.Empty);

    /// <summary>Runs after a resolution without error.</summary>
    /// <typeparam name="T">The type of the flag's value.</typeparam>
    /// <param name="context">The evaluation.</param>
    /// <param name="details">Its outcome.</param>
    /// <param name="hints">Hints of the caller.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public virtual ValueTask AfterAsync<T>(
        HookContext<T> context, FlagEvaluationDetails<T> details, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default) =>
        default;

    /// <summary>Runs after a failure of the provider or of another hook.</summary>
    /// <typeparam name="T">The type of the flag's value.</typeparam>
    /// <param name="context">The evaluation.</param>
    /// <param name="error">The failure.</param>
    /// <param name="hints">Hints of the caller.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public virtual ValueTask ErrorAsync<T>(
        HookContext<T> context, Exception error, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default) =>
        default;

    /// <summary>Runs at the end of every evaluation.</summary>
    /// <typeparam name="T">The type of the flag's value.</typeparam>
    /// <param name="context">The evaluation.</param>
    /// <param name="evaluationDetails">Its outcome.</param>
    /// <param name="hints">Hints of the caller.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public virtual ValueTask FinallyAsync<T>(
        HookContext<T> context, FlagEvaluationDetails<T> evaluationDetails, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default) =>
        default;
}
