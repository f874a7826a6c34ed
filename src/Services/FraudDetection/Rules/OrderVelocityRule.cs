namespace OtelShop.FraudDetections.Rules;

internal sealed class OrderVelocityRule : IFraudRule
{
    public RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options) => velocity.Orders > options.MaximumOrdersToOneAddress
        ? new RuleHit("order-velocity", 60, $"{velocity.Orders} orders to this address within {options.OrderWindow}")
        : null;
}
