namespace OtelShop.FlagdCore.Targeting;

/// <summary><c>if</c>: conditions and their results in turn, then what holds otherwise.</summary>
internal sealed class IfNode(Node[] branches) : Node
{
    public override Purity Purity { get; } = Highest(branches);

    public override IReadOnlyList<string?>? Outcomes
    {
        get
        {
            var results = branches.Where((_, i) => i % 2 == 1 || i == branches.Length - 1).Select(result => result.Outcomes).ToList();
            if (results.Contains(null))
                return null;
            var outcomes = results.SelectMany(result => result!);
            return [.. branches.Length % 2 == 0 ? outcomes.Append(null) : outcomes];
        }
    }

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        if (!evaluation.Spend(1))
            return Operand.Null;
        var last = branches.Length - 1;
        for (var i = 0; i < last; i += 2)
        {
            if (branches[i].Evaluate(ref evaluation).Holds)
                return branches[i + 1].Evaluate(ref evaluation);
        }

        return branches.Length % 2 == 1 ? branches[last].Evaluate(ref evaluation) : Operand.Null;
    }
}
