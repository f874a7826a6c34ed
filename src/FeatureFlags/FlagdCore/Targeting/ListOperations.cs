namespace OtelShop.FlagdCore.Targeting;

/// <summary>in and merge.</summary>
internal static class ListOperations
{
    public static Operand Contains(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        if (operands.Length < 2 || (!operands[1].IsList && !operands[1].Holds))
            return Operand.False;
        var where = operands[1];
        if (where.IsText)
        {
            var part = operands[0].IsText ? operands[0].Text : JsText.Of(operands[0], ref evaluation);
            return Operand.Of(where.Text.Contains(part, StringComparison.Ordinal));
        }

        if (!where.IsList)
            return evaluation.Fail("'in' looks into a text or a list.");
        for (var i = 0; i < where.Count && evaluation.Spend(1); i++)
        {
            if (where[i].IsIdenticalTo(operands[0]))
                return Operand.True;
        }

        return Operand.False;
    }

    /// <summary>One list of all items; an operand that is no list is an item itself.</summary>
    public static Operand Merge(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        var merged = new List<Operand>();
        foreach (var operand in operands)
        {
            if (!evaluation.Spend(1 + operand.Count))
                break;
            if (!operand.IsList)
                merged.Add(operand);
            for (var i = 0; operand.IsList && i < operand.Count; i++)
                merged.Add(operand[i]);
        }

        return Operand.Of(merged.ToArray());
    }
}
