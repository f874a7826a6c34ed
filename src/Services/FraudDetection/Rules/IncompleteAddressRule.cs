namespace OtelShop.FraudDetections.Rules;

internal sealed class IncompleteAddressRule : IFraudRule
{
    public RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options)
    {
        string[] missing = [.. Fields(order).Where(field => string.IsNullOrWhiteSpace(field.Value)).Select(field => field.Name)];
        return missing.Length > 0 ? new RuleHit("incomplete-address", 30, $"no {string.Join(", ", missing)}") : null;
    }

    private static IEnumerable<(string Name, string Value)> Fields(OrderFacts order) =>
        [("street", order.Address.StreetAddress), ("city", order.Address.City), ("zip code", order.Address.ZipCode), ("country", order.Address.Country)];
}
