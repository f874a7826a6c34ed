namespace OtelShop.FlagdCore.Targeting;

/// <summary>A value that stands in the rule, or that a part without variables came to.</summary>
internal sealed class LiteralNode(Operand value) : Node
{
    public Operand Value => value;

    public override Purity Purity => Purity.Constant;

    public override IReadOnlyList<string?>? Outcomes => value.IsText ? [value.Text] : value.IsNull ? [null] : null;

    public override Operand Evaluate(ref Evaluation evaluation) => value;
}
