namespace OtelShop.FlagdCore.Targeting;

/// <summary>A rule or a part of one, ready to be evaluated by any number of threads.</summary>
internal abstract class Node
{
    public abstract Purity Purity { get; }

    /// <summary>What it can come to, whatever the context: texts, and null for nothing. Null when that cannot be known beforehand.</summary>
    public virtual IReadOnlyList<string?>? Outcomes => null;

    public abstract Operand Evaluate(ref Evaluation evaluation);

    protected static Purity Higher(Purity one, Purity other) => one > other ? one : other;

    protected static Purity Highest(ReadOnlySpan<Node> nodes)
    {
        var highest = Purity.Constant;
        foreach (var node in nodes)
            highest = Higher(highest, node.Purity);

        return highest;
    }
}
