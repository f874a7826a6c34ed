namespace OtelShop.FraudDetections.Rules;

internal sealed class LargeQuantityRule : IFraudRule
{
    public RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options)
    {
        var most = order.Order.Items.Where(item => item.Item is not null)
            .GroupBy(item => item.Item.ProductId, item => (long)item.Item.Quantity)
            .Select(product => (Id: product.Key, Pieces: product.Sum()))
            .DefaultIfEmpty()
            .MaxBy(product => product.Pieces);
        return most.Pieces > options.MaximumPiecesOfOneProduct
            ? new RuleHit("large-quantity", 40, $"{most.Pieces} pieces of {most.Id} are more than {options.MaximumPiecesOfOneProduct}")
            : null;
    }
}
