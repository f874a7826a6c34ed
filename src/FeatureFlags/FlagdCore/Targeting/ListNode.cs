namespace OtelShop.FlagdCore.Targeting;

/// <summary>A list in a rule, whose items are rules.</summary>
internal sealed class ListNode(Node[] items) : Node
{
    public override Purity Purity { get; } = Highest(items);

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        var values = new Operand[items.Length];
        for (var i = 0; i < items.Length && evaluation.Spend(1); i++)
            values[i] = items[i].Evaluate(ref evaluation);
        return Operand.Of(values);
    }
}
