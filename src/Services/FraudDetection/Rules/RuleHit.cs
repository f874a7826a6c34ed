namespace OtelShop.FraudDetections.Rules;

/// <summary>Finding of a rule.</summary>
internal sealed record RuleHit(string Rule, int Score, string Detail);
