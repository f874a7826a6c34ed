using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OtelShop.Quotes;

internal sealed class QuoteTelemetry(IMeterFactory meters) : IDisposable
{
    public const string SourceName = "quotes";

    private const string ItemsCount = "demo.shipping.quote.items_count";
    private const string CostTotal = "demo.shipping.quote.cost.total";

    private readonly ActivitySource _source = new(SourceName);
    private readonly Counter<long> _quotes = meters.Create(SourceName).CreateCounter<long>("quotes", "{quote}", "Quotes calculated");

    public Activity? StartCalculation(int numberOfItems) => _source.StartActivity("calculate-quote")?
        .SetTag(ItemsCount, numberOfItems)
        .AddEvent(new ActivityEvent("Calculating quote"));

    public void Calculated(Activity? span, int numberOfItems, decimal total)
    {
        // OpenTelemetry attributes have no decimal.
        var cost = (double)total;
        span?.SetTag(CostTotal, cost).AddEvent(new ActivityEvent("Quote calculated"));
        _quotes.Add(1, new KeyValuePair<string, object?>("number_of_items", numberOfItems));
    }

    public void Dispose() => _source.Dispose();
}
