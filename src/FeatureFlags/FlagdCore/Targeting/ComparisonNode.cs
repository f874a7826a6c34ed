namespace OtelShop.FlagdCore.Targeting;

/// <summary>A comparison of two operands, or of each with the one after it: <c>{"&lt;": [1, {"var": "x"}, 10]}</c>.</summary>
internal sealed class ComparisonNode(Comparison comparison, Node[] operands) : Node
{
    public override Purity Purity { get; } = Highest(operands);

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        if (!evaluation.Spend(1))
            return Operand.Null;
        var left = operands[0].Evaluate(ref evaluation);
        for (var i = 1; i < operands.Length; i++)
        {
            var right = operands[i].Evaluate(ref evaluation);
            if (!Compare(left, right, ref evaluation))
                return Operand.False;
            left = right;
        }

        return Operand.True;
    }

    private bool Compare(in Operand left, in Operand right, ref Evaluation evaluation)
    {
        if (comparison is Comparison.Identical or Comparison.NotIdentical)
            return left.IsIdenticalTo(right) == (comparison == Comparison.Identical);
        if (left.Kind is OperandKind.Text or OperandKind.Null && right.Kind is OperandKind.Text or OperandKind.Null)
            return CompareTexts(left, right);
        var (a, b) = (left.ToNumber(), right.ToNumber());
        if (!double.IsNaN(a) && !double.IsNaN(b))
            return CompareNumbers(a, b);
        evaluation.Fail("A comparison that is not between two texts needs numbers.");
        return false;
    }

    private bool CompareTexts(in Operand left, in Operand right)
    {
        if (comparison is Comparison.Equal or Comparison.NotEqual)
            return left.IsIdenticalTo(right) == (comparison == Comparison.Equal);
        return left.IsNull || right.IsNull
            ? CompareNumbers(left.ToNumber(), right.ToNumber())
            : CompareNumbers(string.CompareOrdinal(left.Text, right.Text), 0);
    }

    private bool CompareNumbers(double left, double right) => comparison switch
    {
        Comparison.Equal => left == right,
        Comparison.NotEqual => left != right,
        Comparison.Less => left < right,
        Comparison.LessOrEqual => left <= right,
        Comparison.Greater => left > right,
        _ => left >= right,
    };
}
