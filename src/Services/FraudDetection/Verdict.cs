using OtelShop.FraudDetections.Rules;

namespace OtelShop.FraudDetections;

/// <summary>Combined result of all rules.</summary>
internal sealed record Verdict(IReadOnlyList<RuleHit> Hits, bool IsAlert)
{
    private const int HighestScore = 100;

    public int Score => Math.Min(HighestScore, Hits.Sum(hit => hit.Score));

    public string[] RuleNames => [.. Hits.Select(hit => hit.Rule)];
}
