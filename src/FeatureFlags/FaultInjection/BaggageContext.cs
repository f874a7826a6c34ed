using System.Diagnostics;
using OpenFeature.Model;

namespace OtelShop.FaultInjection;

/// <summary>Makes the visitor's session, which travels as baggage, the targeting key of what is evaluated on its behalf.</summary>
internal sealed class BaggageContext : ITransactionContextPropagator
{
    private const string SessionId = "session.id";

    public EvaluationContext GetTransactionContext() =>
        Activity.Current?.GetBaggageItem(SessionId) is { Length: > 0 } session
            ? EvaluationContext.Builder().SetTargetingKey(session).Build()
            : EvaluationContext.Empty;

    public void SetTransactionContext(EvaluationContext evaluationContext) =>
        throw new NotSupportedException("The context is taken from the current span's baggage.");
}
