using System.Text;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>Text as JavaScript makes it of other values.</summary>
internal static class JsText
{
    // Deeper than any document or request can be nested; what a caller builds himself must not end the process.
    private const int DeepestList = 256;

    public static string Of(in Operand value, ref Evaluation evaluation)
    {
        if (!value.IsList)
            return OfSingle(value);
        var text = new StringBuilder();
        Append(text, value, ref evaluation, 0);
        return text.ToString();
    }

    private static string OfSingle(in Operand value) => value.Kind switch
    {
        OperandKind.Null => "null",
        OperandKind.Boolean => value.Holds ? "true" : "false",
        OperandKind.Number => JsNumber.Format(value.Number),
        OperandKind.Text => value.Text,
        _ => "[object Object]",
    };

    private static void Append(StringBuilder text, in Operand list, ref Evaluation evaluation, int depth)
    {
        if (depth == DeepestList)
        {
            evaluation.Fail("A list is nested too deeply to become text.");
            return;
        }

        for (var i = 0; i < list.Count && evaluation.Spend(1); i++)
        {
            if (i > 0)
                text.Append(',');
            var item = list[i];
            if (item.IsList)
                Append(text, item, ref evaluation, depth + 1);
            else if (!item.IsNull && evaluation.SpendOnText(item.IsText ? item.Text.Length : 0))
                text.Append(OfSingle(item));
        }
    }
}
