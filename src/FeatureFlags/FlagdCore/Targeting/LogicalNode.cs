namespace OtelShop.FlagdCore.Targeting;

/// <summary><c>and</c>, <c>or</c>: the operand that decides, as it is, without looking at those after it.</summary>
internal sealed class LogicalNode(Node[] operands, bool endsWhen) : Node
{
    public override Purity Purity { get; } = Highest(operands);

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        var value = Operand.Null;
        if (!evaluation.Spend(1))
            return value;
        foreach (var operand in operands)
        {
            value = operand.Evaluate(ref evaluation);
            if (value.Holds == endsWhen)
                break;
        }

        return value;
    }
}
