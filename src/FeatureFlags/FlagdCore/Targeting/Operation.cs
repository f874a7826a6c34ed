namespace OtelShop.FlagdCore.Targeting;

/// <summary>An operator that needs the values of all its operands and nothing else.</summary>
internal delegate Operand Operation(ReadOnlySpan<Operand> operands, ref Evaluation evaluation);
