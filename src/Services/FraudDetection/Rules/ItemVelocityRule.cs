namespace OtelShop.FraudDetections.Rules;

internal sealed class ItemVelocityRule : IFraudRule
{
    public RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options) => velocity.ItemCount > options.MaximumItemsToOneAddress
        ? new RuleHit("item-velocity", 40, $"{velocity.ItemCount} items to this address within {options.ItemWindow}")
        : null;
}
