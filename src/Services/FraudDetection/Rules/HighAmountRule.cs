namespace OtelShop.FraudDetections.Rules;

internal sealed class HighAmountRule : IFraudRule
{
    public RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options)
    {
        var limit = options.HighAmounts.GetValueOrDefault(order.Currency, options.HighAmount);
        return order.Amount > limit ? new RuleHit("high-amount", 50, $"{order.Amount} {order.Currency} is more than {limit}") : null;
    }
}
