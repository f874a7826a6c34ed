namespace OtelShop.FraudDetections.Rules;

internal sealed class LargeQuantityRule : IFraudRule
{
    public RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options)
    {
        var most = order.Order.Items.Where(item => item.Item is not null)
            .GroupBy(item => item.Item.ProductId, item => (long)item.Item.Quantity)
            .Select(product => (Id: product.Key, ItemCount: product.Sum()))
            .DefaultIfEmpty()
            .MaxBy(product => product.ItemCount);
        return most.ItemCount > options.MaximumItemsOfOneProduct
            ? new RuleHit("large-quantity", 40, $"{most.ItemCount} items of {most.Id} are more than {options.MaximumItemsOfOneProduct}")
            : null;
    }
}
