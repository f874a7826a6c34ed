namespace OtelShop.FlagdCore.Targeting;

/// <summary>The variants of a fractional rule with their weights.</summary>
internal sealed class FractionalBuckets
{
    private readonly Operand[] _variants;
    private readonly long[] _ends;

    private FractionalBuckets(Operand[] variants, long[] ends)
    {
        _variants = variants;
        _ends = ends;
    }

    private long TotalWeight => _ends.Length == 0 ? 0 : _ends[^1];

    /// <summary>The buckets that the operands describe. Null, and why, when they describe none.</summary>
    public static FractionalBuckets? Read(ReadOnlySpan<Operand> entries, out string? problem)
    {
        var variants = new Operand[entries.Length];
        var ends = new long[entries.Length];
        double total = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            problem = ReadEntry(entries[i], out variants[i], out var weight);
            if (problem is not null)
                return null;
            total += weight;
            if (total > int.MaxValue)
            {
                problem = $"The weights of fractional add up to more than {int.MaxValue}.";
                return null;
            }

            ends[i] = (long)total;
        }

        problem = null;
        return new FractionalBuckets(variants, ends);
    }

    /// <summary>The variant whose share of all hashes this one lies in; null when all weights are zero.</summary>
    public Operand Select(uint hash)
    {
        var bucket = (long)((ulong)hash * (ulong)TotalWeight >> 32);
        for (var i = 0; i < _ends.Length; i++)
        {
            if (_ends[i] > bucket)
                return _variants[i];
        }

        return Operand.Null;
    }

    private static string? ReadEntry(in Operand entry, out Operand variant, out double weight)
    {
        variant = Operand.Null;
        weight = 1;
        if (!entry.IsList || entry.Count is 0 or > 2)
            return "Each entry of fractional must be a list of a variant and, unless it is 1, its weight.";
        variant = entry[0];
        if (variant.Kind is OperandKind.List or OperandKind.Map)
            return "The variant of a fractional entry must be text, a number or a boolean.";
        if (entry.Count == 1)
            return null;
        if (!entry[1].IsNumber || !double.IsInteger(entry[1].Number))
            return "The weight of a fractional entry must be a whole number.";
        // A rollout that is calculated can go below zero; it has not begun then.
        weight = Math.Max(0, entry[1].Number);
        return null;
    }
}
