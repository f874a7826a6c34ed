using OpenFeature;
using OpenFeature.Model;

namespace OtelShop.FraudDetections;

/// <summary>Delays each record while <c>kafkaQueueProblems</c> is on, so that consumer lag grows.</summary>
internal sealed class QueueProblems(IFeatureClient flags, TimeProvider clock, ILogger<QueueProblems> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task HoldUpAsync(string orderId, CancellationToken cancellationToken)
    {
        // Compat: a separate session per record lets a rule select a fraction of the records.
        var context = EvaluationContext.Builder().Set("session", Guid.NewGuid().ToString()).Build();
        if (await flags.GetIntegerValueAsync("kafkaQueueProblems", 0, context, cancellationToken: cancellationToken) <= 0)
            return;

        logger.HeldUp(orderId, Pause.TotalSeconds);
        await Task.Delay(Pause, clock, cancellationToken);
    }
}
