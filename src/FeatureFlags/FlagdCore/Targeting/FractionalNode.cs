namespace OtelShop.FlagdCore.Targeting;

/// <summary>fractional with entries that stand in the rule, so that an evaluation only hashes.</summary>
/// <param name="bucketBy">Gives the text to hash; null: flag and targeting key are hashed.</param>
/// <param name="buckets">The entries; null when they are malformed.</param>
/// <param name="general">The same rule for a first operand that is an entry.</param>
internal sealed class FractionalNode(Node? bucketBy, FractionalBuckets? buckets, Node general) : Node
{
    public override Purity Purity => Purity.Evaluation;

    public override Operand Evaluate(ref Evaluation evaluation)
    {
        var key = bucketBy?.Evaluate(ref evaluation) ?? Operand.Null;
        // A missing bucket key counts as none, so that the targeting key decides.
        if (!key.IsText && !key.IsNull)
            return general.Evaluate(ref evaluation);
        if (key.IsNull && !Fractional.TryGetTargetingKey(ref evaluation, out _))
            return Operand.Null;
        return buckets?.Select(Fractional.Hash(key, ref evaluation)) ?? Operand.Null;
    }
}
