using System.Collections.Frozen;

namespace OtelShop.FraudDetections.Rules;

/// <summary>Flags a currency of another country. Scores too low to raise an alert alone.</summary>
internal sealed class CurrencyMismatchRule : IFraudRule
{
    // US dollars and euros are usual everywhere.
    private static readonly FrozenSet<string> Everywhere = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "USD", "EUR");

    private static readonly FrozenDictionary<string, string> Homes = new Dictionary<string, string[]>
    {
        ["AUD"] = ["AU", "Australia"],
        ["BRL"] = ["BR", "Brazil"],
        ["CAD"] = ["CA", "Canada"],
        ["CHF"] = ["CH", "Switzerland"],
        ["CNY"] = ["CN", "China"],
        ["DKK"] = ["DK", "Denmark"],
        ["GBP"] = ["GB", "UK", "United Kingdom"],
        ["INR"] = ["IN", "India"],
        ["JPY"] = ["JP", "Japan"],
        ["KRW"] = ["KR", "South Korea"],
        ["MXN"] = ["MX", "Mexico"],
        ["NOK"] = ["NO", "Norway"],
        ["NZD"] = ["NZ", "New Zealand"],
        ["PLN"] = ["PL", "Poland"],
        ["SEK"] = ["SE", "Sweden"],
        ["SGD"] = ["SG", "Singapore"],
        ["TRY"] = ["TR", "Turkey"],
        ["USD"] = ["US", "USA", "United States", "United States of America"],
        ["ZAR"] = ["ZA", "South Africa"],
    }.SelectMany(home => home.Value.Select(country => (Country: country, Currency: home.Key)))
        .ToFrozenDictionary(home => home.Country, home => home.Currency, StringComparer.OrdinalIgnoreCase);

    public RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options) =>
        !Everywhere.Contains(order.Currency)
        && Homes.TryGetValue(order.Address.Country.Trim(), out var home)
        && !home.Equals(order.Currency, StringComparison.OrdinalIgnoreCase)
            ? new RuleHit("currency-mismatch", 20, $"paid in {order.Currency}, shipped to {order.Address.Country.Trim()}")
            : null;
}
