namespace OpenFeature.Model;

/// <summary>Carries a context along with a request or another unit of work.</summary>
public interface ITransactionContextPropagator
{
    /// <summary>The context of the current unit of work; empty when there is none.</summary>
    EvaluationContext GetTransactionContext();

    /// <summary>Sets the context of the current unit of work.</summary>
    /// <param name="evaluationContext">The context.</param>
    void SetTransactionContext(EvaluationContext evaluationContext);
}
