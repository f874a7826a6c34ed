using System.Collections.Frozen;

namespace OtelShop.FlagdCore.Targeting;

/// <summary><c>in</c> with a list of texts that stands in the rule: one look-up, however long the list is.</summary>
internal sealed class MembershipNode(Node item, FrozenSet<string> texts) : Node
{
    public override Purity Purity => item.Purity;

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        var value = item.Evaluate(ref evaluation);
        return Operand.Of(value.IsText && texts.Contains(value.Text));
    }
}
