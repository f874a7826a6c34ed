using Microsoft.Extensions.Options;
using Npgsql;
using Oteldemo;
using OtelShop.FraudDetections.Rules;
using OtelShop.ServiceDefaults.Kafka;

namespace OtelShop.FraudDetections;

/// <summary>Screens each order once.</summary>
internal sealed class OrderScreening(
    FraudStore store,
    DollarConversion conversion,
    IEnumerable<IFraudRule> rules,
    QueueProblems problems,
    IOptions<FraudOptions> options,
    FraudTelemetry telemetry,
    ILogger<OrderScreening> logger)
    : IKafkaMessageHandler<OrderResult>
{
    public async Task HandleAsync(OrderResult message, DateTimeOffset eventTime, CancellationToken cancellationToken)
    {
        if (message.OrderId.Length == 0)
            throw new KafkaMessageRejectedException("The order has no id.");
        await problems.HoldUpAsync(message.OrderId, cancellationToken);
        var facts = new OrderFacts(message, eventTime);
        var order = facts with { Dollars = await conversion.ConvertAsync(facts.Currency, facts.Amount, cancellationToken) };
        using var span = telemetry.Screening(order);
        try
        {
            var verdict = await store.ScreenAsync(order, velocity => Judge(order, velocity), cancellationToken);
            if (verdict is null)
                logger.ScreenedBefore(order.OrderId);
            else
                Report(order, verdict);
        }
        catch (PostgresException error) when (error.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            // Class 22, "data exception", such as a NUL character: a retry cannot succeed.
            throw new KafkaMessageRejectedException(error.MessageText, error);
        }
    }

    private Verdict Judge(OrderFacts order, Velocity velocity)
    {
        var hits = rules.Select(rule => rule.Check(order, velocity, options.Value)).OfType<RuleHit>().ToList();
        return new Verdict(hits, hits.Sum(hit => hit.Score) >= options.Value.AlertScore);
    }

    private void Report(OrderFacts order, Verdict verdict)
    {
        telemetry.Screened(verdict);
        if (verdict.IsAlert)
            logger.Alert(order.OrderId, verdict.Score, string.Join(", ", verdict.RuleNames));
        else
            logger.Screened(order.OrderId, verdict.Score);
    }
}
