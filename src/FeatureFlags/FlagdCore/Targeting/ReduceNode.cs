namespace OtelShop.FlagdCore.Targeting;

/// <summary><c>reduce</c>: the inner rule makes one value of <c>accumulator</c> and <c>current</c>, item after item.</summary>
internal sealed class ReduceNode(Node list, Node rule, Node? start) : Node
{
    public override Purity Purity =>
        rule.Purity == Purity.Evaluation ? Purity.Evaluation : Higher(list.Purity, start?.Purity ?? Purity.Constant);

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        var items = list.Evaluate(ref evaluation);
        if (!items.IsList && items.Holds)
            return evaluation.Fail("reduce goes over a list.");
        if (items.Count == 0 && start is null)
            return evaluation.Fail("reduce of an empty list needs a value to start with.");
        var accumulator = start is null ? items[0] : Flat(start.Evaluate(ref evaluation), ref evaluation);
        var outer = evaluation.Data;
        for (var i = start is null ? 1 : 0; i < items.Count && evaluation.Spend(1); i++)
        {
            evaluation.Data = Operand.Of(new Accumulation(accumulator, items[i]));
            accumulator = Flat(rule.Evaluate(ref evaluation), ref evaluation);
        }

        evaluation.Data = outer;
        return accumulator;
    }

    // Compat: the reference does not accumulate lists of lists.
    private static Operand Flat(in Operand value, ref Evaluation evaluation)
    {
        for (var i = 0; value.IsList && i < value.Count && evaluation.Spend(1); i++)
        {
            if (value[i].Kind is OperandKind.List or OperandKind.Map)
                return evaluation.Fail("reduce cannot accumulate lists of lists or of objects.");
        }

        return value;
    }
}
