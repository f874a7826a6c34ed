namespace OtelShop.FraudDetections.Rules;

internal sealed class PieceVelocityRule : IFraudRule
{
    public RuleHit? Check(OrderFacts order, Velocity velocity, FraudOptions options) => velocity.Pieces > options.MaximumPiecesToOneAddress
        ? new RuleHit("piece-velocity", 40, $"{velocity.Pieces} pieces to this address within {options.PieceWindow}")
        : null;
}
