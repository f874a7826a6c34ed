using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OtelShop.Currencies;

internal sealed class CurrencyTelemetry(IMeterFactory meters)
{
    public const string SourceName = "currency";

    private const string ExchangeFrom = "demo.exchange.from";
    private const string ExchangeTo = "demo.exchange.to";

    private readonly Counter<long> _conversions = meters.Create(SourceName)
        .CreateCounter<long>("demo.exchange.conversions", "{conversion}", "Amounts converted");

    public void Converted(string toCode) => _conversions.Add(1, new KeyValuePair<string, object?>(ExchangeTo, toCode));

    public static void Describe(string fromCode, string toCode) => Activity.Current?
        .SetTag(ExchangeFrom, fromCode)
        .SetTag(ExchangeTo, toCode);
}
