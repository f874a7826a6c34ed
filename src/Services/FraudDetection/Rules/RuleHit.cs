namespace OtelShop.FraudDetections.Rules;

/// <summary>A rule that found something.</summary>
internal sealed record RuleHit(string Rule, int Score, string Detail);
