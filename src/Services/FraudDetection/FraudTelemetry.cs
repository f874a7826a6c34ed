using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OtelShop.FraudDetections;

internal sealed class FraudTelemetry : IDisposable
{
    public const string SourceName = "fraud-detection";

    private const string OrderId = "demo.order.id";
    private const string FraudScore = "demo.fraud.score";
    private const string FraudRule = "demo.fraud.rule";
    private const string FraudRules = "demo.fraud.rules";
    private const string FraudAlert = "demo.fraud.alert";

    private readonly ActivitySource _source = new(SourceName);
    private readonly Counter<long> _screened;
    private readonly Counter<long> _hits;

    public FraudTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(SourceName);
        _screened = meter.CreateCounter<long>("demo.fraud.orders_screened", "{order}", "Orders screened");
        _hits = meter.CreateCounter<long>("demo.fraud.rule_hits", "{hit}", "Rules that found something");
    }

    public Activity? Screening(OrderFacts order) => _source.StartActivity("screen_order")?.SetTag(OrderId, order.OrderId);

    public void Screened(Verdict verdict)
    {
        Activity.Current?.SetTag(FraudScore, verdict.Score).SetTag(FraudRules, verdict.RuleNames).SetTag(FraudAlert, verdict.IsAlert);
        _screened.Add(1, new KeyValuePair<string, object?>(FraudAlert, verdict.IsAlert));
        foreach (var rule in verdict.RuleNames)
            _hits.Add(1, new KeyValuePair<string, object?>(FraudRule, rule));
    }

    public void Dispose() => _source.Dispose();
}
