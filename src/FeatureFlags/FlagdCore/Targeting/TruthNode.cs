namespace OtelShop.FlagdCore.Targeting;

/// <summary><c>!!</c> and, negated, <c>!</c>.</summary>
internal sealed class TruthNode(Node operand, bool negated) : Node
{
    public override Purity Purity => operand.Purity;

    public override Operand Evaluate(ref Evaluation evaluation) => Operand.Of(operand.Evaluate(ref evaluation).Holds != negated);
}
