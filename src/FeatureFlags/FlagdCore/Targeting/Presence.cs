namespace OtelShop.FlagdCore.Targeting;

/// <summary>missing and missing_some. An entry that is null is there.</summary>
internal static class Presence
{
    public static Operand Missing(ReadOnlySpan<Operand> paths, ref Evaluation evaluation)
    {
        var missing = new List<Operand>();
        foreach (var path in paths)
        {
            if (evaluation.Spend(1) && !VariablePath.TryFollow(VariablePath.Split(JsText.Of(path, ref evaluation)), ref evaluation, out _))
                missing.Add(path);
        }

        return Operand.Of(missing.ToArray());
    }

    public static Operand MissingSome(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        if (operands.Length < 2 || !operands[1].IsList)
            return evaluation.Fail("missing_some needs a number and a list of paths.");
        var paths = new Operand[operands[1].Count];
        for (var i = 0; i < paths.Length; i++)
            paths[i] = operands[1][i];
        var missing = Missing(paths, ref evaluation);
        return paths.Length - missing.Count >= operands[0].ToNumber() ? Operand.Of([]) : missing;
    }
}
