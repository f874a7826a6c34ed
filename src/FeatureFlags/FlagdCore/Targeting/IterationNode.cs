namespace OtelShop.FlagdCore.Targeting;

/// <summary>map, filter, all, some and none: within the inner rule <c>var</c> looks into the item.</summary>
internal sealed class IterationNode(Iteration kind, Node list, Node rule) : Node
{
    public override Purity Purity => rule.Purity == Purity.Evaluation ? Purity.Evaluation : list.Purity;

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        var items = list.Evaluate(ref evaluation);
        if (!items.IsList && items.Holds)
            return evaluation.Fail("map, filter, all, some and none go over lists.");
        var outer = evaluation.Data;
        var result = kind is Iteration.Map or Iteration.Filter ? Collect(items, ref evaluation) : Operand.Of(Decide(items, ref evaluation));
        evaluation.Data = outer;
        return result;
    }

    private Operand Collect(in Operand items, ref Evaluation evaluation)
    {
        var collected = new List<Operand>();
        for (var i = 0; i < items.Count && evaluation.Spend(1); i++)
        {
            evaluation.Data = items[i];
            var value = rule.Evaluate(ref evaluation);
            if (kind == Iteration.Map)
                collected.Add(value);
            else if (value.Holds)
                collected.Add(items[i]);
        }

        return Operand.Of(collected.ToArray());
    }

    private bool Decide(in Operand items, ref Evaluation evaluation)
    {
        // The first item that differs from what 'all' needs, or that is what 'some' and 'none' look for, decides.
        for (var i = 0; i < items.Count && evaluation.Spend(1); i++)
        {
            evaluation.Data = items[i];
            if (rule.Evaluate(ref evaluation).Holds != (kind == Iteration.All))
                return kind == Iteration.Some;
        }

        return kind == Iteration.None || (kind == Iteration.All && items.Count > 0);
    }
}
