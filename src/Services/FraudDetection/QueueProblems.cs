using OpenFeature;
using OpenFeature.Model;

namespace OtelShop.FraudDetections;

/// <summary>Makes each record of the topic wait while <c>kafkaQueueProblems</c> is on, so that the service falls behind.</summary>
internal sealed class QueueProblems(IFeatureClient flags, TimeProvider clock, ILogger<QueueProblems> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task HoldUpAsync(string orderId, CancellationToken cancellationToken)
    {
        // Compat: a session of its own for each record, by which a rule can choose a share of them.
        var context = EvaluationContext.Builder().Set("session", Guid.NewGuid().ToString()).Build();
        if (await flags.GetIntegerValueAsync("kafkaQueueProblems", 0, context, cancellationToken: cancellationToken) <= 0)
            return;

        logger.HeldUp(orderId, Pause.TotalSeconds);
        await Task.Delay(Pause, clock, cancellationToken);
    }
}
