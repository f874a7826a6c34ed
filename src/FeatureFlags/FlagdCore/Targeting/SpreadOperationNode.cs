namespace OtelShop.FlagdCore.Targeting;

/// <summary>An operation whose operands one rule gives, as a list or as a single value: <c>{"+": {"var": "prices"}}</c>.</summary>
internal sealed class SpreadOperationNode(Operation operation, Purity purity, Node source) : Node
{
    public override Purity Purity => Higher(purity, source.Purity);

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        var value = source.Evaluate(ref evaluation);
        if (!value.IsList)
            return operation([value], ref evaluation);
        if (!evaluation.Spend(value.Count))
            return Operand.Null;
        var operands = new Operand[value.Count];
        for (var i = 0; i < operands.Length; i++)
            operands[i] = value[i];
        return operation(operands, ref evaluation);
    }
}
