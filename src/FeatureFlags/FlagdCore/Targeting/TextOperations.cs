using System.Text;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>cat, substr, starts_with and ends_with.</summary>
internal static class TextOperations
{
    public static Operand Concatenate(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        if (operands is [{ IsText: true }])
            return operands[0];
        var text = new StringBuilder();
        foreach (var operand in operands)
        {
            var part = operand.IsNull ? "" : JsText.Of(operand, ref evaluation);
            if (!evaluation.SpendOnText(part.Length))
                break;
            text.Append(part);
        }

        return Operand.Of(text.ToString());
    }

    /// <summary>Text from a position, counted from the end when negative; of that length, or when negative up to so many before the end.</summary>
    public static Operand Substring(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        if (operands.IsEmpty || !operands[0].IsText)
            return evaluation.Fail("substr needs a text.");
        var text = operands[0].Text;
        var from = operands.Length > 1 ? Position(operands[1]) : 0;
        var start = (int)(from < 0 ? Math.Max(0, text.Length + from) : Math.Min(from, text.Length));
        var rest = text.Length - start;
        var length = operands.Length > 2 ? Position(operands[2]) : rest;
        var taken = (int)Math.Clamp(length < 0 ? rest + length : length, 0, rest);
        return evaluation.SpendOnText(taken) ? Operand.Of(text.Substring(start, taken)) : Operand.Null;
    }

    public static Operand StartsWith(ReadOnlySpan<Operand> operands, ref Evaluation evaluation) =>
        operands is [{ IsText: true }, { IsText: true }]
            ? Operand.Of(operands[0].Text.StartsWith(operands[1].Text, StringComparison.Ordinal))
            : Operand.Null;

    public static Operand EndsWith(ReadOnlySpan<Operand> operands, ref Evaluation evaluation) =>
        operands is [{ IsText: true }, { IsText: true }]
            ? Operand.Of(operands[0].Text.EndsWith(operands[1].Text, StringComparison.Ordinal))
            : Operand.Null;

    private static double Position(in Operand operand)
    {
        var number = operand.ToNumber();
        return double.IsNaN(number) ? 0 : Math.Truncate(number);
    }
}
