namespace OtelShop.FraudDetections.Rules;

internal sealed class HighAmountRule : IFraudRule
{
    public RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options) => order.Dollars switch
    {
        // Checkout takes no order in a currency without a rate.
        null => new RuleHit("high-amount", 50, $"{order.Amount} {order.Currency} cannot be converted to USD"),
        { } dollars when dollars > options.HighAmount => new RuleHit("high-amount", 50, $"{order.Amount} {order.Currency} is more than {options.HighAmount} USD"),
        _ => null,
    };
}
