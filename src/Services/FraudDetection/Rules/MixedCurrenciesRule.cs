namespace OtelShop.FraudDetections.Rules;

/// <summary>Checkout converts all prices to one currency, so an order in several did not come from checkout.</summary>
internal sealed class MixedCurrenciesRule : IFraudRule
{
    public RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options) =>
        order.Currencies.Count > 1 ? new RuleHit("mixed-currencies", 60, $"prices in {string.Join(", ", order.Currencies)}") : null;
}
