namespace OtelShop.FlagdCore.Targeting;

/// <summary>fractional with entries that are calculated: weights or variants from the context.</summary>
internal static class Fractional
{
    public static Operand Evaluate(ReadOnlySpan<Operand> operands, ref Evaluation evaluation)
    {
        if (operands.IsEmpty)
            return Operand.Null;
        var hasOwnKey = operands[0].IsText;
        if (!hasOwnKey && !TryGetTargetingKey(ref evaluation, out _))
            return Operand.Null;
        return FractionalBuckets.Read(hasOwnKey || operands[0].IsNull ? operands[1..] : operands, out _)?.Select(Hash(operands[0], ref evaluation)) ?? Operand.Null;
    }

    /// <summary>Hash of the text; of anything else the hash of flag and targeting key.</summary>
    public static uint Hash(in Operand bucketBy, ref Evaluation evaluation)
    {
        if (bucketBy.IsText)
            return MurmurHash3.Hash(bucketBy.Text, "");
        TryGetTargetingKey(ref evaluation, out var targetingKey);
        return MurmurHash3.Hash(evaluation.FlagKey, JsText.Of(targetingKey, ref evaluation));
    }

    public static bool TryGetTargetingKey(ref Evaluation evaluation, out Operand key)
    {
        key = evaluation.Context.TryGetValue("targetingKey", out var value) ? Operand.From(value) : Operand.Null;
        return key.IsList || key.Holds;
    }
}
