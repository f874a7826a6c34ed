using System.Collections.Frozen;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>An operator that evaluates its operands and calculates with them, whatever they are.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="FewestOperands">With fewer the rule is malformed.</param>
/// <param name="Purity">What the operator itself depends on.</param>
/// <param name="Operands">Operands it makes sense with; otherwise it comes to null. Null: any number.</param>
internal sealed record Operator(Operation Operation, int FewestOperands = 0, Purity Purity = Purity.Constant, int? Operands = null)
{
    public static FrozenDictionary<string, Operator> ByName { get; } = new Dictionary<string, Operator>
    {
        ["+"] = new(Arithmetic.Add),
        ["-"] = new(Arithmetic.Subtract, FewestOperands: 1),
        ["*"] = new(Arithmetic.Multiply),
        ["/"] = new(Arithmetic.Divide, FewestOperands: 1),
        ["%"] = new(Arithmetic.Remainder, FewestOperands: 2),
        ["min"] = new(Arithmetic.Minimum, FewestOperands: 1),
        ["max"] = new(Arithmetic.Maximum, FewestOperands: 1),
        ["cat"] = new(TextOperations.Concatenate),
        ["substr"] = new(TextOperations.Substring, FewestOperands: 1),
        ["in"] = new(ListOperations.Contains),
        ["merge"] = new(ListOperations.Merge),
        ["missing"] = new(Presence.Missing, Purity: Purity.Evaluation),
        ["missing_some"] = new(Presence.MissingSome, FewestOperands: 2, Purity: Purity.Evaluation),
        // Compat: flagd's own operators are never calculated in advance, so what fails around constant ones fails in the evaluation.
        ["starts_with"] = new(TextOperations.StartsWith, Purity: Purity.Evaluation, Operands: 2),
        ["ends_with"] = new(TextOperations.EndsWith, Purity: Purity.Evaluation, Operands: 2),
        ["sem_ver"] = new(VersionOperations.Compare, Purity: Purity.Evaluation, Operands: 3),
        ["fractional"] = new(Fractional.Evaluate, Purity: Purity.Evaluation),
    }.ToFrozenDictionary();
}
