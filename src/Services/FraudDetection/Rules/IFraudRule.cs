namespace OtelShop.FraudDetections.Rules;

/// <summary>Looks at one thing that makes an order suspicious.</summary>
internal interface IFraudRule
{
    /// <returns>Null when there is nothing to say.</returns>
    RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options);
}
