namespace OtelShop.FraudDetections.Rules;

/// <summary>Checks one sign of fraud.</summary>
internal interface IFraudRule
{
    /// <returns>Null when there is nothing to say.</returns>
    RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options);
}
