namespace OtelShop.FlagdCore.Targeting;

/// <summary>sem_ver: version, operator, version. Null when one of them is none.</summary>
internal static class VersionOperations
{
    public static Operand Compare(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        if (operands.Length != 3
            || !SemanticVersion.TryParse(JsText.Of(operands[0], ref evaluation), out var left)
            || !SemanticVersion.TryParse(JsText.Of(operands[2], ref evaluation), out var right))
            return Operand.Null;
        var order = left.CompareTo(right);
        return JsText.Of(operands[1], ref evaluation) switch
        {
            "=" => Operand.Of(order == 0),
            "!=" => Operand.Of(order != 0),
            "<" => Operand.Of(order < 0),
            "<=" => Operand.Of(order <= 0),
            ">=" => Operand.Of(order >= 0),
            ">" => Operand.Of(order > 0),
            "^" => Operand.Of(left.Major == right.Major),
            "~" => Operand.Of(left.Major == right.Major && left.Minor == right.Minor),
            _ => Operand.Null,
        };
    }
}
