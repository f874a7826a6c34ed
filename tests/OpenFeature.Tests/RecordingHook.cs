using OpenFeature.Model;

namespace OpenFeature.Tests;

/// <summary>Writes what it is called for into a list, under a name; it can add to the context, and fail.</summary>
internal sealed class RecordingHook(string name, List<string> calls) : Hook
{
    public EvaluationContext Adds { get; init; } = EvaluationContext.Empty;

    public string? FailsAt { get; init; }

    public Exception? Error { get; private set; }

    public EvaluationContext? Seen { get; private set; }

    public IReadOnlyDictionary<string, object>? Hints { get; private set; }

    public override ValueTask<EvaluationContext> BeforeAsync<T>(
        HookContext<T> context, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default)
    {
        Note("before");
        Seen = context.EvaluationContext;
        Hints = hints;
        return new(Adds);
    }

    public override ValueTask AfterAsync<T>(
        HookContext<T> context, FlagEvaluationDetails<T> details, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default)
    {
        Note("after");
        return default;
    }

    public override ValueTask ErrorAsync<T>(
        HookContext<T> context, Exception error, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default)
    {
        Error = error;
        Note("error");
        return default;
    }

    public override ValueTask FinallyAsync<T>(
        HookContext<T> context, FlagEvaluationDetails<T> evaluationDetails, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default)
    {
        Note("finally");
        return default;
    }

    private void Note(string stage)
    {
        calls.Add($"{stage} {name}");
        if (stage == FailsAt)
            throw new InvalidOperationException($"{name} is broken");
    }
}
